import { lookup, type LookupAddress } from "node:dns";
import { isIP } from "node:net";
import { endOf, type OutboundPolicy } from "./policy.ts";
import { refusalOf } from "./refusal.ts";

/** Asks for all addresses of a name; rejects when there are none, or nobody answers. */
export type Resolve = (host: string) => Promise<LookupAddress[]>;

/** The addresses that a connection may go to and no other, or why there is none: `refused` for good, `unknown` as long as the name cannot be resolved. */
export type Resolved = { kind: "allowed"; addresses: LookupAddress[] } | { kind: "refused" | "unknown"; message: string };

const RESOLVE_WITHIN_MS = 5000;
const underway = new Map<string, Promise<LookupAddress[]>>();

/** The system's resolver. A name that is being asked for is not asked for again: the threads that wait for an answer are few. */
export const resolveBySystem: Resolve = (host) => {
  const asked = underway.get(host) ?? askSystem(host).finally(() => underway.delete(host));
  underway.set(host, asked);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${RESOLVE_WITHIN_MS / 1000} s`)), RESOLVE_WITHIN_MS);
    asked.then(resolve, reject).finally(() => clearTimeout(timer));
  });
};

const askSystem = (host: string): Promise<LookupAddress[]> => new Promise((resolve, reject) => lookup(host, { all: true }, (error, addresses) => (error === null ? resolve(addresses) : reject(error))));

/** Resolves where a URL leads and judges every address it has: one that is refused is enough, or else who answers for the name could choose. */
export async function resolveAllowed(policy: OutboundPolicy, url: URL, resolve: Resolve = resolveBySystem): Promise<Resolved> {
  const [end] = endOf(url);
  if (end === undefined) return { kind: "refused", message: `${url.protocol}// is no scheme that notifications are sent by` };
  const { host, port } = end;
  let addresses: LookupAddress[];
  try {
    addresses = isIP(host) === 0 ? await resolve(host) : [{ address: host, family: isIP(host) }];
  } catch (error) {
    return { kind: "unknown", message: `${host} cannot be resolved: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (addresses.length === 0) return { kind: "unknown", message: `${host} has no address` };
  const own = await ownServiceAddresses(policy, port, resolve);
  for (const { address } of addresses) {
    const refusal = own.has(address) ? `${address}:${port} belongs to Seamscope itself` : refusalOf(policy, { host, port, address });
    if (refusal !== undefined) return { kind: "refused", message: refusal };
  }
  return { kind: "allowed", addresses };
}

/** Addresses of the parts of this product that listen on the port on other machines. */
async function ownServiceAddresses(policy: OutboundPolicy, port: number, resolve: Resolve): Promise<Set<string>> {
  const found = await Promise.all(
    policy.ownServices.filter((service) => service.port === port).map(async ({ host }) => (isIP(host) === 0 ? (await resolve(host).catch(() => [])).map(({ address }) => address) : [host])),
  );
  return new Set(found.flat());
}
