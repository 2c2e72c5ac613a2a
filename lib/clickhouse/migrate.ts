import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "@/lib/config/env.ts";
import { backfill } from "./backfill.ts";
import { checkCluster } from "./cluster/check-cluster.ts";
import { isMarked, markOf } from "./cluster/schema-mark.ts";
import { type ClusterTarget, createDatabase, markDatabase, type Telling, toCluster } from "./cluster/to-cluster.ts";
import { type Database, openDatabase } from "./open-database.ts";
import { applyRetention } from "./retention/apply-retention.ts";

const FOLDERS = ["tables", "rollups"];

/** What migrating may be told: where the project's files are, and how a cluster is told. */
export interface MigrateOptions {
  root?: string;
  telling?: Telling;
}

/**
 * Creates the database and every table that is not there yet, in the order of their numbers; safe to run at every start. With
 * CLICKHOUSE_CLUSTER the same statements are turned into those of a cluster. A new table is filled from what is stored already, and what is
 * kept for a time is given that lifetime.
 */
export async function migrate(settings: Config, { root = process.cwd(), telling = "on cluster" }: MigrateOptions = {}): Promise<void> {
  const { CLICKHOUSE_CLUSTER: cluster, CLICKHOUSE_DATABASE: database } = settings;
  // A database that every server has, since ours may not be there yet.
  const server = openDatabase({ ...settings, CLICKHOUSE_DATABASE: "system" });
  try {
    if (cluster !== undefined) await migrateCluster(server, { cluster, database, telling }, root);
    // The name is checked to be a plain identifier in lib/config: identifiers cannot be bound in DDL on every version.
    else await server.run(`CREATE DATABASE IF NOT EXISTS ${database}`);
  } finally {
    await server.close();
  }
  const db = openDatabase(settings);
  try {
    if (cluster === undefined) for (const statement of readStatements(root)) await db.run(statement);
    // Told node by node, the others may have no tables yet.
    if (telling === "on cluster") await backfill(db);
    await applyRetention(db, settings, telling);
  } finally {
    await db.close();
  }
}

/**
 * Carries out all statements, unless every node that answers has carried out just these: then a start needs no word to Keeper,
 * and neither a node that is away nor fifty collectors that start at once hold anybody up.
 */
async function migrateCluster(server: Database, target: ClusterTarget, root: string): Promise<void> {
  await checkCluster(server, target.cluster);
  const made = (telling: Telling): string[] => readStatements(root).flatMap((statement) => toCluster(statement, { ...target, telling }));
  const mark = markOf(made("on cluster"));
  if (target.telling === "on cluster" && (await isMarked(server, target, mark))) return;
  for (const sql of [createDatabase(target), ...made(target.telling), markDatabase(target, mark)]) await server.run(sql);
}

/** Every statement that defines or changes a table or a view, one a file, in order. */
export function readStatements(root: string): string[] {
  return FOLDERS.flatMap((folder) => {
    const path = join(root, "lib/clickhouse", folder);
    const files = readdirSync(path).filter((file) => file.endsWith(".sql"));
    return files.toSorted().map((file) => readFileSync(join(path, file), "utf8"));
  });
}
