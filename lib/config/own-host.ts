const OWN_NAMES = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether a request's `Host` header names this machine. A web page elsewhere may let its own name point to 127.0.0.1 (DNS
 * rebinding) and would then read what is served here without a login; its requests still carry its own name.
 */
export function isOwnHost(host: string | null): boolean {
  return host !== null && OWN_NAMES.has(host.toLowerCase().replace(/:\d+$/, ""));
}
