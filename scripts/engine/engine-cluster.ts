import { z } from "zod";

/**
 * The cluster that an engine is part of: it then also speaks ClickHouse's own protocol on a port of 127.0.0.1. For tests, since
 * all shards are on one machine and each has one replica; docs/scale.md says how real clusters are set up.
 */
export const EngineCluster = z.object({
  name: z.string().regex(/^\w+$/, "expected letters, digits and _"),
  /** Which shard this engine is, counted from 1. */
  shard: z.int().positive(),
  /** The TCP ports of all shards, in their order; the engine's own is among them. */
  tcpPorts: z.array(z.int()).min(1),
});
export type EngineCluster = z.infer<typeof EngineCluster>;

/** The TCP port of the engine itself. */
export function ownTcpPort({ shard, tcpPorts }: EngineCluster): number {
  const port = tcpPorts[shard - 1];
  if (port === undefined) throw new Error(`Cannot start shard ${shard} of ${tcpPorts.length}: expected 1 to ${tcpPorts.length}`);
  return port;
}

/** The part of the engine's configuration that names all shards. They let each other in by the account that everybody uses. */
export function clusterXml(cluster: EngineCluster, account: { user: string; password: string }): string {
  const shards = cluster.tcpPorts.map(
    (port) => `<shard><internal_replication>true</internal_replication><replica><host>127.0.0.1</host><port>${port}</port><user>${account.user}</user><password>${account.password}</password></replica></shard>`,
  );
  return `  <remote_servers replace="true"><${cluster.name}>
    ${shards.join("\n    ")}
  </${cluster.name}></remote_servers>
  <macros><shard>${cluster.shard}</shard><replica>1</replica></macros>
`;
}
