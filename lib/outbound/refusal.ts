import ipaddr from "ipaddr.js";
import type { OutboundPolicy } from "./policy.ts";

/** RFC 4291 and IANA: all IPv6 that is routed in public lies in 2000::/3. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");

/** What sort of address it is: "public", or the name of its special range. */
function kindOf(address: ipaddr.IPv4 | ipaddr.IPv6): string {
  const range = address.range();
  if (range !== "unicast") return RANGE_WORDS[range] ?? "reserved";
  return address instanceof ipaddr.IPv6 && !address.match(GLOBAL_UNICAST) ? "reserved" : "public";
}

const RANGE_WORDS: Readonly<Record<string, string>> = {
  loopback: "loopback", private: "private", linkLocal: "link-local", uniqueLocal: "private", carrierGradeNat: "carrier-grade NAT", unspecified: "unspecified", multicast: "multicast", broadcast: "broadcast",
  ipv4Mapped: "IPv4-mapped", rfc6145: "IPv4-translated", rfc6052: "NAT64", "6to4": "6to4", teredo: "Teredo",
};

/** Where a connection would go: the host as it was written, and the address it turned out to have. */
export interface Destination {
  host: string;
  port: number;
  address: string;
}

/** Why notifications may not go there; undefined: they may. */
export function refusalOf(policy: OutboundPolicy, { host, port, address }: Destination): string | undefined {
  if (!ipaddr.isValid(address)) return `${address} is no address`;
  const parsed = ipaddr.parse(address);
  const kind = kindOf(parsed);
  // An address in another's clothes is never meant, whatever was allowed.
  if (["IPv4-mapped", "IPv4-translated", "NAT64", "6to4", "Teredo", "unspecified", "multicast", "broadcast"].includes(kind)) return `${named(host, address)} is ${articled(kind)} address, which is never sent to`;
  if (policy.ownPorts.has(port) && (kind === "loopback" || policy.ownAddresses.has(address))) return `port ${port} of this machine belongs to Seamscope itself`;
  if (kind === "public" || (kind === "loopback" && policy.allowsLoopback)) return undefined;
  const isAllowed = policy.hosts.has(host) || policy.networks.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match([network, bits]));
  return isAllowed ? undefined : `${named(host, address)} is ${articled(kind)} address; only public ones are sent to, and what SEAMSCOPE_NOTIFY_ALLOW names`;
}

const named = (host: string, address: string): string => (host === address ? address : `${host} leads to ${address}, which`);
const articled = (kind: string): string => `${/^[aeiouI]/.test(kind) ? "an" : "a"} ${kind}`;
