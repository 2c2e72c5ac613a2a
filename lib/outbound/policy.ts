import { networkInterfaces } from "node:os";
import ipaddr from "ipaddr.js";
import type { Config } from "@/lib/config/env.ts";

const LOOPBACK_HOSTS = new Set(["127.0.0.1", "::1", "localhost"]);

/** Where notifications may go beside public addresses, and where never (docs/decisions/0028). */
export interface OutboundPolicy {
  /** On a laptop: whoever reaches our API is on this machine already. */
  allowsLoopback: boolean;
  /** Names that were allowed, in lower case and without the dot of the root. */
  hosts: ReadonlySet<string>;
  networks: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][];
  /** Ports of this product on this machine, which nobody may have requests sent to. */
  ownPorts: ReadonlySet<number>;
  /** Its parts on other machines. */
  ownServices: readonly { host: string; port: number }[];
  /** The addresses of this machine, as texts. */
  ownAddresses: ReadonlySet<string>;
}

type Settings = Pick<Config, "SEAMSCOPE_HOST" | "SEAMSCOPE_NOTIFY_ALLOW" | "SEAMSCOPE_OTLP_HTTP_PORT" | "SEAMSCOPE_OTLP_GRPC_PORT" | "PORT" | "CLICKHOUSE_URL" | "SEAMSCOPE_COLLECTOR_URL">;

/** What the settings allow. */
export function readOutboundPolicy(config: Settings): OutboundPolicy {
  const ownServices = [config.CLICKHOUSE_URL, config.SEAMSCOPE_COLLECTOR_URL].flatMap((url) => (url === undefined ? [] : endOf(new URL(url))));
  return {
    allowsLoopback: LOOPBACK_HOSTS.has(config.SEAMSCOPE_HOST),
    hosts: new Set(config.SEAMSCOPE_NOTIFY_ALLOW.filter((one) => !isNetwork(one)).map(plainHost)),
    networks: config.SEAMSCOPE_NOTIFY_ALLOW.filter(isNetwork).map(toNetwork),
    ownPorts: new Set([config.SEAMSCOPE_OTLP_HTTP_PORT, config.SEAMSCOPE_OTLP_GRPC_PORT, config.PORT, ...ownServices.filter(({ host }) => LOOPBACK_HOSTS.has(host)).map(({ port }) => port)]),
    ownServices,
    ownAddresses: new Set(Object.values(networkInterfaces()).flatMap((all) => all ?? []).map(({ address }) => address)),
  };
}

const isNetwork = (one: string): boolean => ipaddr.isValidCIDR(one) || ipaddr.isValid(one);

function toNetwork(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  const address = ipaddr.parse(text);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}

/** A host as it is compared: in lower case, IPv6 without brackets, names without the dot of the root. */
const plainHost = (host: string): string => host.toLowerCase().replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");

const DEFAULT_PORTS: Readonly<Record<string, number>> = { "http:": 80, "https:": 443, "smtp:": 587, "smtps:": 465 };

/** Host and port that an address leads to; nothing for a scheme that notifications are not sent by. */
export function endOf(url: URL): [{ host: string; port: number }] | [] {
  const port = DEFAULT_PORTS[url.protocol];
  return port === undefined ? [] : [{ host: plainHost(url.hostname), port: url.port === "" ? port : Number(url.port) }];
}
