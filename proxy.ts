import { type NextRequest, NextResponse } from "next/server";
import { readConfig } from "./lib/config/env.ts";
import { isOwnHost } from "./lib/config/own-host.ts";

const REFUSED = "Cannot answer under this host name: expected localhost, 127.0.0.1 or [::1], or a name listed in the setting SEAMSCOPE_HOSTS\n";

/**
 * Refuses requests that were sent to a name that is neither this machine's nor allowed (in a container, names are its operator's
 * business), and tells pages what they may load. Next marks its own scripts by the nonce that it finds in the policy.
 */
export function proxy(request: NextRequest): NextResponse {
  const { SEAMSCOPE_CONTAINER, SEAMSCOPE_HOSTS, SEAMSCOPE_EMBED_ANCESTORS, NODE_ENV } = readConfig();
  if (SEAMSCOPE_CONTAINER === undefined && !isOwnHost(request.headers.get("host"), SEAMSCOPE_HOSTS)) return new NextResponse(REFUSED, { status: 421 });
  if (request.nextUrl.pathname.startsWith("/embed/")) return withPolicy(NextResponse.next(), embedPolicy(SEAMSCOPE_EMBED_ANCESTORS));
  const nonce = btoa(crypto.randomUUID());
  const policy = policyWith(nonce, NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("Content-Security-Policy", policy);
  return withPolicy(NextResponse.next({ request: { headers } }), policy);
}

function withPolicy(response: NextResponse, policy: string): NextResponse {
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

/** A card for frames runs nothing and loads nothing; who may frame it is the operator's choice, by default nobody. */
function embedPolicy(ancestors: readonly string[]): string {
  return ["default-src 'none'", "style-src 'unsafe-inline'", "base-uri 'none'", "form-action 'none'", `frame-ancestors ${ancestors.length === 0 ? "'none'" : ancestors.join(" ")}`].join("; ");
}

/** A page may load its own files and run its own scripts, and nobody may frame it. The graph places its nodes by inline styles. */
function policyWith(nonce: string, isDevelopment: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
