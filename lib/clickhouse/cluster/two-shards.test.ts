import { afterAll, beforeAll, expect, test } from "vitest";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { startCluster, type TestCluster } from "@/lib/testing/start-cluster.ts";
import type { Database } from "../open-database.ts";
import { spanToRow } from "../span-row.ts";

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.stop());

const PROJECT = "default";
const traceId = (n: number): string => n.toString(16).padStart(32, "0");
const spanRow = (trace: number, span: number) =>
  spanToRow(makeSpan({ traceId: traceId(trace), spanId: span.toString(16).padStart(16, "0"), attributes: { "handoff.id": `h${trace}` } }), PROJECT);

async function count(db: Database, from: string): Promise<number> {
  const [row] = await db.select("test", `SELECT toUInt32(count()) AS n FROM ${from}`, {});
  return Number(Object.values(row ?? {})[0]);
}

test("an insert with a token that is repeated stores nothing twice, on either shard, and neither do the views", async () => {
  const rows = Array.from({ length: 100 }, (_, n) => spanRow(n, 1));
  for (const token of ["once", "once", "once"]) await cluster.db.insert("spans", rows, token);
  expect(await count(cluster.db, "spans")).toBe(100);
  for (const { db } of [cluster.first, cluster.second]) {
    const own = await count(db, "spans_local");
    expect(own).toBeGreaterThan(25);
    expect(await count(db, "correlation_keys_local")).toBe(own);
    expect(await count(db, "trace_keys_local")).toBe(own);
  }
  expect(await count(cluster.db, "(SELECT DISTINCT key FROM correlation_keys)")).toBe(100);
});
