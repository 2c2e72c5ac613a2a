import { z } from "zod";
import { defineQuery } from "../define-query.ts";
import type { Database } from "../open-database.ts";

const MACROS_NEEDED = ["shard", "replica"];

const readClusters = defineQuery({
  name: "check-cluster",
  params: z.object({}),
  row: z.object({ cluster: z.string() }),
  sql: "SELECT DISTINCT cluster FROM system.clusters ORDER BY cluster",
});

const findCopyingShards = defineQuery({
  name: "check-cluster-copies",
  params: z.object({ cluster: z.string() }),
  row: z.object({ shard: z.number() }),
  sql: `
    SELECT DISTINCT shard_num AS shard
    FROM (SELECT shard_num, internal_replication, count() OVER (PARTITION BY shard_num) AS replicas FROM system.clusters WHERE cluster = {cluster: String})
    WHERE replicas > 1 AND NOT internal_replication
    ORDER BY shard`,
});

const readMacros = defineQuery({
  name: "check-cluster-macros",
  params: z.object({}),
  row: z.object({ macro: z.string() }),
  sql: "SELECT macro FROM system.macros",
});

/**
 * Sees whether the server that is asked knows the cluster as it has to be set up (docs/scale.md); throws one error that says what
 * is wrong. What other nodes are told by their own configuration is not seen.
 */
export async function checkCluster(server: Database, cluster: string): Promise<void> {
  const known = (await readClusters(server, {})).map((row) => row.cluster);
  if (!known.includes(cluster)) throw new Error(`CLICKHOUSE_CLUSTER: expected a cluster of the server's remote_servers (${known.join(", ") || "it has none"}), found ${cluster}`);
  const copying = (await findCopyingShards(server, { cluster })).map((row) => row.shard);
  if (copying.length > 0) throw new Error(`Cannot use the cluster ${cluster}: expected <internal_replication>true</internal_replication> wherever a shard has several replicas, or rows are stored several times; shard ${copying.join(", ")} has none`);
  const macros = (await readMacros(server, {})).map((row) => row.macro);
  const missing = MACROS_NEEDED.filter((macro) => !macros.includes(macro));
  if (missing.length > 0) throw new Error(`Cannot use the cluster ${cluster}: expected the macros ${MACROS_NEEDED.join(" and ")} on every node, found no ${missing.join(" and no ")}`);
}
