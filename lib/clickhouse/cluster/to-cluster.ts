import { isTable, shardingOf } from "./sharding.ts";

/**
 * How a cluster is told. `on cluster`: one statement reaches all nodes by Keeper, and tables are replicated. `node by node`: each
 * node is told on its own and nothing is replicated; that is what the embedded engine can do, for tests.
 */
export type Telling = "on cluster" | "node by node";

/** The cluster and the database that statements are made for. */
export interface ClusterTarget {
  cluster: string;
  database: string;
  telling: Telling;
}

/** A week: a batch that a collector could not deliver for so long is still known as stored or not. */
const REPLICATED_WINDOW = "replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800";
const CREATE_TABLE = /^CREATE TABLE IF NOT EXISTS (\w+)(?: AS (\w+))?$/m;
const ENGINE = /^ENGINE = (\w*MergeTree)(?:\((.*)\))?$/m;
/** A table that reads others together, and names them by a pattern. */
const MERGE = /^ENGINE = Merge\(currentDatabase\(\), '\^\(([\w|]+)\)\$'\)$/m;
const CREATE_VIEW = /^CREATE MATERIALIZED VIEW IF NOT EXISTS (\w+) TO (\w+) AS$/m;
const ALTER = /^ALTER TABLE (\w+)\b/m;
const DROP = /^DROP (?:TABLE|VIEW) IF EXISTS (\w+)\b/m;
/** What a table without rows of its own can be told: it knows columns, and no index, setting or lifetime. */
const OF_COLUMNS = /\b(?:ADD|DROP|MODIFY|RENAME|COMMENT) COLUMN\b/;

/**
 * Turns a statement that defines one node into those that define a cluster. A table becomes `<table>_local` with the rows of one
 * shard, and under its own name a Distributed front over all of them; views, and tables that read others together, read and write the rows of
 * their shard. Throws on a
 * statement it does not understand, since one that is only half turned would split the data.
 */
export function toCluster(statement: string, target: ClusterTarget): string[] {
  if (CREATE_TABLE.test(statement)) return createTable(statement, target);
  if (CREATE_VIEW.test(statement)) return [createView(statement, target)];
  if (ALTER.test(statement)) return alter(statement, target);
  if (DROP.test(statement)) return drop(statement, target);
  throw new Error(`Cannot turn a statement into one for a cluster: expected CREATE TABLE, CREATE MATERIALIZED VIEW … TO, ALTER TABLE or DROP, found ${JSON.stringify(statement.slice(0, 80))}`);
}

/** The statement that makes the database. */
export const createDatabase = ({ database, ...target }: ClusterTarget): string => `CREATE DATABASE IF NOT EXISTS ${database}${onCluster(target)}`;

/** The statement that writes the mark (lib/clickhouse/cluster/schema-mark.ts) to the database. */
export const markDatabase = ({ database, ...target }: ClusterTarget, mark: string): string => `ALTER DATABASE ${database}${onCluster(target)} MODIFY COMMENT '${mark}'`;

function createTable(statement: string, target: ClusterTarget): string[] {
  const { cluster, database } = target;
  const [, table = "", like] = CREATE_TABLE.exec(statement) ?? [];
  if (!ENGINE.test(statement) && !MERGE.test(statement)) throw new Error(`Cannot spread the table ${table} over shards: expected ENGINE = …MergeTree on a line of its own`);
  const rows = statement
    .replace(CREATE_TABLE, `CREATE TABLE IF NOT EXISTS ${local(table, target)}${onCluster(target)}${like === undefined ? "" : ` AS ${local(like, target)}`}`)
    .replace(MERGE, (_, names: string) => `ENGINE = Merge('${database}', '^(${names.split("|").map((name) => `${name}_local`).join("|")})$')`);
  const front = `CREATE TABLE IF NOT EXISTS ${database}.${table}${onCluster(target)} AS ${local(table, target)}
ENGINE = Distributed('${cluster}', '${database}', '${table}_local', ${shardingOf(table)})`;
  return [target.telling === "on cluster" ? replicate(rows) : rows, front];
}

/** `{shard}`, `{replica}` and the others are filled in by each server, the first two from its macros. */
const replicate = (statement: string): string =>
  statement
    .replace(ENGINE, (_, engine: string, args: string | undefined) => `ENGINE = Replicated${engine}(${["'/clickhouse/tables/{shard}/{database}/{table}'", "'{replica}'", ...(args === undefined ? [] : [args])].join(", ")})`)
    .replace(/\bnon_replicated_deduplication_window = \d+/, REPLICATED_WINDOW);

function createView(statement: string, target: ClusterTarget): string {
  const [, view = "", into = ""] = CREATE_VIEW.exec(statement) ?? [];
  const made = statement.replace(CREATE_VIEW, `CREATE MATERIALIZED VIEW IF NOT EXISTS ${target.database}.${view}${onCluster(target)} TO ${local(into, target)} AS`);
  return readLocally(made, target);
}

function alter(statement: string, target: ClusterTarget): string[] {
  const [, name = ""] = ALTER.exec(statement) ?? [];
  const of = (changed: string): string => readLocally(statement.replace(ALTER, `ALTER TABLE ${changed}${onCluster(target)}`), target);
  const whole = `${target.database}.${name}`;
  if (!isTable(name)) return [of(whole)];
  return [of(local(name, target)), ...(OF_COLUMNS.test(statement) ? [of(whole)] : [])];
}

function drop(statement: string, target: ClusterTarget): string[] {
  const [, name = ""] = DROP.exec(statement) ?? [];
  const of = (dropped: string): string => `DROP TABLE IF EXISTS ${dropped}${onCluster(target)} SYNC`;
  return [of(`${target.database}.${name}`), ...(isTable(name) ? [of(local(name, target))] : [])];
}

const readLocally = (statement: string, target: ClusterTarget): string =>
  statement.replaceAll(/\b(FROM|JOIN) (\w+)\b/g, (found, keyword: string, name: string) => (isTable(name) ? `${keyword} ${local(name, target)}` : found));

const local = (table: string, { database }: ClusterTarget): string => `${database}.${table}_local`;

const onCluster = ({ cluster, telling }: Pick<ClusterTarget, "cluster" | "telling">): string => (telling === "on cluster" ? ` ON CLUSTER '${cluster}'` : "");
