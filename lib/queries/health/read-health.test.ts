import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "@/lib/clickhouse/open-database.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { insertTraces } from "@/lib/testing/trace-rows.ts";
import { refreshSeamsPerMinute } from "../seams/refresh-seams-per-minute.ts";
import { readHealth } from "./read-health.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

test("an empty database is reachable, knows its version and has no newest span", async () => {
  expect(await readHealth(fresh.db, PROJECT)).toEqual({
    reachable: true, engineVersion: expect.stringMatching(/^\d+\.\d+/), newestSpanAt: null, spans: 0, traces: 0, handoffs: 0, seams: 0,
  });
});

test("it counts spans, traces, handoffs apart from candidates, and seams", async () => {
  const traceId = "a".repeat(32);
  await fresh.db.insert("spans", [{ project: PROJECT, trace_id: traceId, span_id: "b".repeat(16), received_at: "2026-11-20 07:00:00.123" }]);
  await insertTraces(fresh.db, [{ traceId }], 1n);
  const handoffs = [makeHandoff({ id: "1" }), makeHandoff({ id: "2" }), makeHandoff({ id: "3", confidence: 0.1 }), makeHandoff({ id: "4", seamId: "s-2" })];
  await insertHandoffs(fresh.db, handoffs, { version: 1n });
  await refreshSeamsPerMinute(fresh.db, PROJECT, handoffs.map(bucketOf), 1n);
  expect(await readHealth(fresh.db, PROJECT)).toMatchObject({
    newestSpanAt: "2026-11-20T07:00:00.123Z", spans: 1, traces: 1, handoffs: 3, seams: 2,
  });
});

test("a database that does not answer is an answer", async () => {
  const nobody = openDatabase({ ...fresh.config, CLICKHOUSE_URL: "http://127.0.0.1:9" });
  expect(await readHealth(nobody, PROJECT)).toEqual({ reachable: false });
  await nobody.close();
});
