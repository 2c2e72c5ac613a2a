import { z } from "zod";
import type { Config } from "@/lib/config/env.ts";
import { retentionDays } from "@/lib/config/retention-days.ts";
import { EXPIRING, RETENTION_KINDS, type RetentionKind } from "@/lib/model/retention.ts";
import { type Telling, toCluster } from "../cluster/to-cluster.ts";
import { defineQuery } from "../define-query.ts";
import type { Database } from "../open-database.ts";
import { daysInForce, type Described, lifetimeStatements } from "./lifetimes.ts";

const DescribedRow = z.object({ table: z.string(), createQuery: z.string() });

/** Tables of the database as each node that answers describes them; on a cluster those with the rows, by the names of their fronts. */
export const describeTables = (cluster: string | undefined): ((db: Database, params: { database: string }) => Promise<Described[]>) =>
  defineQuery({
    name: "describe-tables",
    params: z.object({ database: z.string() }),
    row: DescribedRow,
    sql: `
    SELECT DISTINCT replaceRegexpOne(name, '_local$', '') AS table, create_table_query AS createQuery
    FROM ${cluster === undefined ? "system.tables" : `clusterAllReplicas('${cluster}', system.tables)`}
    WHERE database = {database: String} AND engine LIKE '%MergeTree'
    ORDER BY table
    LIMIT 10000
    SETTINGS skip_unavailable_shards = 1`,
  });

const readLatest = defineQuery({
  name: "read-retention-in-force",
  params: z.object({}),
  row: z.object({ kind: z.enum(RETENTION_KINDS), days: z.number() }),
  sql: "SELECT kind, argMax(days, at) AS days FROM retention_changes GROUP BY kind",
});

/** Gives every table the lifetime that the settings ask for, where it has another one, and notes each change. Safe to run at every start. */
export async function applyRetention(db: Database, settings: Config, telling: Telling): Promise<void> {
  const { CLICKHOUSE_CLUSTER: cluster, CLICKHOUSE_DATABASE: database } = settings;
  const wanted = retentionDays(settings);
  // Told node by node, each looks after itself, and the others may have no tables yet.
  const described = await describeTables(telling === "on cluster" ? cluster : undefined)(db, { database });
  if (telling === "on cluster") await noteChanges(db, wanted);
  for (const expiring of EXPIRING) {
    const days = wanted[expiring.kind];
    const own = described.filter((one) => one.table === expiring.table);
    if (own.every((one) => daysInForce(expiring, one) === days)) continue;
    for (const statement of lifetimeStatements(expiring, days)) {
      // The front of a cluster's table has no rows and no lifetime.
      const [ofRows = statement] = cluster === undefined ? [statement] : toCluster(statement, { cluster, database, telling });
      await db.run(ofRows);
    }
  }
}

/** Before anything can expire by it. A kind that was never limited needs no row. */
async function noteChanges(db: Database, wanted: Record<RetentionKind, number>): Promise<void> {
  const latest = new Map((await readLatest(db, {})).map((row) => [row.kind, row.days]));
  const changed = RETENTION_KINDS.filter((kind) => (latest.get(kind) ?? 0) !== wanted[kind]);
  await db.insert("retention_changes", changed.map((kind) => ({ kind, days: wanted[kind] })));
}
