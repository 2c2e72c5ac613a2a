const OWN_NAMES = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether a request's `Host` header names this machine, or is one of the names its operator allows. A web page elsewhere may let
 * its own name point to 127.0.0.1 (DNS rebinding) and would then read what is served here without a login; its requests still
 * carry its own name.
 */
export function isOwnHost(host: string | null, allowed: readonly string[] = []): boolean {
  const name = host?.toLowerCase().replace(/:\d+$/, "");
  return name !== undefined && (OWN_NAMES.has(name) || allowed.includes(name));
}
