import { type NextRequest, NextResponse } from "next/server";
import { readConfig } from "./lib/config/env.ts";
import { isOwnHost } from "./lib/config/own-host.ts";

/** Refuses requests that were sent to another name than this machine's; in a container, names are its operator's business. */
export function proxy(request: NextRequest): NextResponse {
  const { SEAMSCOPE_CONTAINER } = readConfig();
  if (SEAMSCOPE_CONTAINER !== undefined || isOwnHost(request.headers.get("host"))) return NextResponse.next();
  return new NextResponse("Cannot answer under this host name: expected localhost, 127.0.0.1 or [::1]\n", { status: 421 });
}
