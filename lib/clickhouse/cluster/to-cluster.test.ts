import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { readStatements } from "../migrate.ts";
import { isTable, shardingOf } from "./sharding.ts";
import { type ClusterTarget, toCluster } from "./to-cluster.ts";

const TARGET: ClusterTarget = { cluster: "big", database: "seamscope", telling: "on cluster" };
const STATEMENTS = readStatements(process.cwd());

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

/** The statement as the real parser understands it; throws on what it does not. */
async function parsed(sql: string): Promise<string> {
  const [row] = await fresh.db.select("test", "SELECT formatQuerySingleLine({sql: String}) AS sql", { sql });
  return String(Object.values(row ?? {})[0]);
}

const Table = z.object({ name: z.string(), engine: z.string(), sortingKey: z.string(), views: z.array(z.string()), query: z.string() });

async function tablesOfOneNode(): Promise<z.infer<typeof Table>[]> {
  const sql = "SELECT name, engine, sorting_key AS sortingKey, dependencies_table AS views, create_table_query AS query FROM system.tables WHERE database = {database: String}";
  const rows = await fresh.db.select("test", sql, { database: fresh.config.CLICKHOUSE_DATABASE });
  return rows.map((row) => Table.parse(row));
}

describe("every statement of the tables and rollups", () => {
  test.each(STATEMENTS.map((statement) => [/^(?:CREATE|ALTER|DROP) [^\n(]*/m.exec(statement)?.[0] ?? statement, statement]))("%s: is understood by the real engine, reaches all nodes and names its database", async (_, statement) => {
    const made = toCluster(statement, TARGET);
    expect(made.length).toBeGreaterThan(0);
    for (const sql of made) {
      const understood = await parsed(sql);
      expect(understood).toMatch(/^(CREATE (TABLE|MATERIALIZED VIEW) IF NOT EXISTS|ALTER TABLE|DROP TABLE IF EXISTS) seamscope\.\w+ (TO seamscope\.\w+_local )?ON CLUSTER big\b/);
      expect(understood).not.toMatch(/ENGINE = (?!Replicated|Distributed|Merge\('seamscope', '\^\(\w+_local\|\w+_local\)\$'\))/);
      expect(understood).not.toMatch(/ (FROM|(?<!ARRAY )JOIN) (?!seamscope\.|\()/);
    }
  });
});

/** What the two ways to define a table have in common. */
const rest = (sql: string): string => sql.replaceAll(/ENGINE = \w+(\(.*?\))?(?= PARTITION)|^CREATE TABLE IF NOT EXISTS \S+ (ON CLUSTER big )?|\w*_?deduplication_window(_seconds)? = \d+(, )?/g, "");

test("a replicated table keeps its arguments, columns, order and lifetime", async () => {
  const one = STATEMENTS.find((statement) => statement.includes("EXISTS handoffs\n")) ?? "";
  const [rows] = toCluster(one, TARGET);
  const whole = await parsed(rows ?? "");
  expect(whole).toContain("ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}', version, is_deleted)");
  expect(rest(whole).trimEnd()).toBe(rest(await parsed(one)).trimEnd());
});

test("every table has a sharding expression, and where rows replace one another it is made of the sorting key", async () => {
  const tables = (await tablesOfOneNode()).filter(({ engine }) => engine.endsWith("MergeTree"));
  expect(tables.length).toBeGreaterThan(10);
  const apart = tables.map(({ name, engine, sortingKey }) => {
    const columns = /\((.*)\)/.exec(shardingOf(name))?.[1]?.split(", ") ?? [];
    const key = sortingKey.split(", ");
    return { name, columns: columns.length, apart: engine.startsWith("Replacing") && columns.some((column) => !key.includes(column)) };
  });
  expect(apart.filter((table) => table.columns === 0 || table.apart)).toEqual([]);
});

test("no table is named for sharding that is not there", async () => {
  const names = (await tablesOfOneNode()).map(({ name }) => name);
  expect(names.filter(isTable).toSorted()).toEqual(names.filter((name) => !name.endsWith("_view")).toSorted());
});

test("what a view writes is spread like what it reads, so that it may write on its own shard", async () => {
  const tables = await tablesOfOneNode();
  const views = tables.flatMap(({ name, views: reading }) => reading.map((view) => ({ reads: name, view })));
  expect(views.length).toBeGreaterThan(2);
  const writes = (view: string): string => / TO \w+\.(\w+)/.exec(tables.find(({ name }) => name === view)?.query ?? "")?.[1] ?? "";
  expect(views.filter(({ reads, view }) => shardingOf(writes(view)) !== shardingOf(reads))).toEqual([]);
});

const toAll = (statement: string) => toCluster(statement, TARGET);

describe("changes of tables that are there", () => {
  test("a column is added to the rows and to the front", async () => {
    const made = toAll("ALTER TABLE spans ADD COLUMN IF NOT EXISTS flavour LowCardinality(String) COMMENT 'x' AFTER name");
    expect(made.map((sql) => sql.slice(0, 47))).toEqual(["ALTER TABLE seamscope.spans_local ON CLUSTER 'b", "ALTER TABLE seamscope.spans ON CLUSTER 'big' AD"]);
    await Promise.all(made.map(parsed));
  });

  test("an index, a lifetime and a setting are of the rows alone", async () => {
    for (const change of ["ADD INDEX IF NOT EXISTS by_name name TYPE bloom_filter GRANULARITY 1", "MODIFY TTL toDateTime(received_at) + INTERVAL 30 DAY", "MODIFY SETTING ttl_only_drop_parts = 1"]) {
      const made = toAll(`ALTER TABLE spans ${change}`);
      expect(made).toEqual([`ALTER TABLE seamscope.spans_local ON CLUSTER 'big' ${change}`]);
      await Promise.all(made.map(parsed));
    }
  });

  test("a view's new question reads its own shard", async () => {
    const made = toAll("ALTER TABLE resume_keys_view MODIFY QUERY SELECT project, trace_id FROM spans WHERE name != ''");
    expect(made).toEqual(["ALTER TABLE seamscope.resume_keys_view ON CLUSTER 'big' MODIFY QUERY SELECT project, trace_id FROM seamscope.spans_local WHERE name != ''"]);
    await Promise.all(made.map(parsed));
  });

  test("a table goes with its front, a view alone", async () => {
    expect(toAll("DROP TABLE IF EXISTS rejects")).toEqual(["DROP TABLE IF EXISTS seamscope.rejects ON CLUSTER 'big' SYNC", "DROP TABLE IF EXISTS seamscope.rejects_local ON CLUSTER 'big' SYNC"]);
    expect(toAll("DROP VIEW IF EXISTS resume_keys_view")).toEqual(["DROP TABLE IF EXISTS seamscope.resume_keys_view ON CLUSTER 'big' SYNC"]);
    await Promise.all(toAll("DROP TABLE IF EXISTS rejects").map(parsed));
  });
});

test.each([
  ["CREATE TABLE IF NOT EXISTS fruit\n(\n    n UInt8\n)\nENGINE = MergeTree\nORDER BY n", "expected a line for it in lib/clickhouse/cluster/sharding.ts"],
  ["CREATE TABLE IF NOT EXISTS spans\n(\n    n UInt8\n)\nENGINE = Memory", "expected ENGINE = …MergeTree"],
  ["OPTIMIZE TABLE spans FINAL", "expected CREATE TABLE, CREATE MATERIALIZED VIEW … TO, ALTER TABLE or DROP"],
])("a statement that cannot be turned whole is refused: %j", (statement, message) => {
  expect(() => toCluster(statement, TARGET)).toThrow(message);
});

test("what docs/scale.md has people type in is understood by the real engine", async () => {
  const blocks = [...readFileSync("docs/scale.md", "utf8").matchAll(/```sql\n(.*?)```/gs)].map((block) => block[1] ?? "");
  const statements = blocks.flatMap((block) => block.split(";")).filter((statement) => statement.trim() !== "");
  expect(statements.length).toBeGreaterThan(10);
  const understood = await Promise.all(statements.map(parsed));
  expect(understood.filter((sql) => !/^(CREATE USER|GRANT) /.test(sql))).toEqual([]);
});
