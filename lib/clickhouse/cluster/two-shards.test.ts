import { ClickHouseError } from "@clickhouse/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { attributesOf } from "@/lib/model/attributes.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { startCluster, type TestCluster } from "@/lib/testing/start-cluster.ts";
import { migrate } from "../migrate.ts";
import { type Database, InsertRefused } from "../open-database.ts";
import { spanToRow } from "../span-row.ts";
import { isBetweenNodes } from "./shard-away.ts";

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.stop());

let traces = 0;
const traceIdOf = (n: number): string => n.toString(16).padStart(32, "0");

/** A span each of so many new traces, with keys that two views find. */
function spansOf(wanted: number): Record<string, unknown>[] {
  return Array.from({ length: wanted }, () => {
    traces += 1;
    const attributes = attributesOf([["handoff.id", `h${traces}`], ["session.id", `s${traces}`]]);
    return spanToRow(makeSpan({ traceId: traceIdOf(traces), spanId: "0000000000000001", attributes }), "default");
  });
}

async function count(db: Database, from: string): Promise<number> {
  const [row] = await db.select("test", `SELECT toUInt32(count()) AS n FROM ${from}`, {});
  return Number(Object.values(row ?? {})[0]);
}

const sendEncoded = (rows: readonly unknown[], token: string): Promise<void> =>
  cluster.db.insertEncoded({ table: "spans", format: "JSONEachRow", chunks: rows.map((row) => Buffer.from(`${JSON.stringify(row)}\n`)), token, signal: AbortSignal.timeout(20_000) });

/** What is there of the spans and keys of both shards, once in all; on each a part of them. */
async function found(): Promise<Record<string, unknown>> {
  const shards = [];
  for (const { db } of [cluster.first, cluster.second]) {
    const own = await count(db, "spans_local");
    shards.push({ isPart: own > traces / 4, keysEach: (await count(db, "correlation_keys_local")) / own, sameKeys: (await count(db, "trace_keys_local")) / own });
  }
  return { spans: await count(cluster.db, "spans"), keys: await count(cluster.db, "(SELECT DISTINCT key_kind, key FROM correlation_keys)"), shards };
}

const whole = () => ({ spans: traces, keys: 2 * traces, shards: [1, 2].map(() => ({ isPart: true, keysEach: 2, sameKeys: 2 })) });

test("an insert that is repeated with its token stores nothing twice on either shard, and neither do the views", async () => {
  const [rows, encoded] = [spansOf(100), spansOf(100)];
  for (let time = 0; time < 3; time += 1) {
    await cluster.db.insert("spans", rows, "rows");
    await sendEncoded(encoded, "encoded");
  }
  expect(await found()).toEqual(whole());
});

test("what one of the shards could not take is whole after it was sent again, and stored once by the one that had taken it", async () => {
  const rows = spansOf(100);
  await cluster.second.kill();
  expect(await cluster.db.ping()).toBe(false);
  await expect(sendEncoded(rows, "half")).rejects.toThrow(/Connection refused|tries failed/);
  expect(await count(cluster.first.db, "spans_local")).toBeGreaterThan(0);
  await cluster.second.revive();
  expect(await cluster.db.ping()).toBe(true);
  for (let time = 0; time < 2; time += 1) await sendEncoded(rows, "half");
  expect(await found()).toEqual(whole());
});

test("while a shard is away nothing is answered as if it were all, and what is on the other one is answered", async () => {
  const [here] = await cluster.first.db.select("test", "SELECT trace_id AS traceId FROM spans_local LIMIT 1", {});
  await cluster.second.kill();
  await expect(count(cluster.db, "spans")).rejects.toThrow("A shard of the cluster pair does not answer, and a part of the data is not given for all of it");
  await expect(cluster.db.selectUpTo(1e6, "test", "SELECT trace_id FROM spans", {})).rejects.toThrow("A shard of the cluster pair does not answer");
  const sql = "SELECT toUInt32(count()) AS n FROM spans WHERE trace_id = {traceId: String}";
  expect(await cluster.db.select("test", sql, { traceId: Object.values(here ?? {})[0] })).toEqual([{ n: 1 }]);
  await cluster.second.revive();
  expect(await count(cluster.db, "spans")).toBe(traces);
});

test("a shard that dies while it is handed rows refuses none of them for good, and all are there once", async () => {
  const refusals: unknown[] = [];
  for (let round = 0; round < 3; round += 1) {
    const batches = Array.from({ length: 9 }, (_, index) => ({ rows: spansOf(1000), token: `round ${round} batch ${index}` }));
    const sending = Promise.allSettled(batches.map(({ rows, token }) => sendEncoded(rows, token)));
    await cluster.second.kill();
    refusals.push(...(await sending).flatMap((one) => (one.status === "rejected" && one.reason instanceof InsertRefused ? [one.reason.code] : [])));
    await cluster.second.revive();
    for (const { rows, token } of batches) await sendEncoded(rows, token);
  }
  expect(refusals.filter((code) => code !== 279)).toEqual([]);
  expect(await found()).toEqual(whole());
}, 60_000);

const endOfData = (message: string): ClickHouseError => new ClickHouseError({ message, code: "32", type: "ATTEMPT_TO_READ_AFTER_EOF" });

test("an end of data is told from a node that ended", () => {
  expect(isBetweenNodes(endOfData("Attempt to read after eof: while receiving packet from 10.0.0.2:9000, local address: 10.0.0.1:59282: Insertion status"))).toBe(true);
  expect(isBetweenNodes(endOfData("Attempt to read after eof: (while reading column name)"))).toBe(false);
});

test("with all tables on every node a start says nothing to Keeper; with one missing it does, on all nodes", async () => {
  await migrate(cluster.config);
  // The embedded engine refuses ON CLUSTER, which shows that it was said.
  await expect(migrate({ ...cluster.config, CLICKHOUSE_DATABASE: "not_there_yet" })).rejects.toThrow("Replicated DDL queries are disabled");
});

test("a cluster that the server does not know is refused with those that it knows", async () => {
  await expect(migrate({ ...cluster.config, CLICKHOUSE_CLUSTER: "bigger" })).rejects.toThrow("CLICKHOUSE_CLUSTER: expected a cluster of the server's remote_servers (pair), found bigger");
});
