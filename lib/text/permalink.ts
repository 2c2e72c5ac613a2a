import { CITED_KINDS, type CitedKind } from "@/lib/model/cited-kinds.ts";
import { shortPath } from "./paths.ts";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * The one address under which a handoff, trace, seam, workflow or firing is told outside: by its id alone, without a time range, so that it
 * leads to the same thing for as long as that is kept. `base` is where people reach the dashboard: SEAMSCOPE_PUBLIC_URL, or `publicBase` in a browser.
 */
export const permalink = (base: string, kind: CitedKind, id: string): string => absolute(base, shortPath(CITED_KINDS[kind], id));

/** A path of this product as an address that works anywhere. */
export const absolute = (base: string, path: string): string => `${base.replace(/\/+$/, "")}${path}`;

/**
 * What addresses begin with that are copied in a browser: the public address, and where that leads nowhere but to the machine it is on (it
 * was never set), the origin the page itself was reached by, which is at least right for whoever copies.
 */
export function publicBase(publicUrl: string, origin: string): string {
  return publicUrl === "" || isLoopback(publicUrl) ? origin : publicUrl;
}

/** Whether an address leads to the machine it is opened on, whoever opens it. */
export function isLoopback(address: string): boolean {
  const host = /^\w+:\/\/(\[[^\]]*\]|[^/:]*)/.exec(address)?.[1]?.toLowerCase() ?? "";
  return LOOPBACK.has(host) || /^127(\.\d{1,3}){3}$/.test(host) || host.endsWith(".localhost");
}
