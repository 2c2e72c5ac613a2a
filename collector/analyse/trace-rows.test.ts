import { afterAll, beforeAll, expect, test } from "vitest";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import { PROJECT } from "@/lib/model/project.ts";
import type { TraceSummary } from "@/lib/model/trace.ts";
import { findUnanalysedTraces } from "@/lib/queries/traces/find-unanalysed-traces.ts";
import { listTraces } from "@/lib/queries/traces/list-traces.ts";
import { type FreshDatabase, freshDatabase } from "@/lib/testing/fresh-database.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { analyseTraces } from "./analyse-traces.ts";
import { createSchemaValidator } from "./schema-validator.ts";

const [OLD, YOUNG] = ["2026-02-01T00:00:00Z", "2026-02-25T00:00:00Z"];
const validator = createSchemaValidator();
let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  // Whole since 2026-02-19, whenever this runs.
  await fresh.db.insert("retention_changes", [{ kind: "spans", at: "2026-01-01T00:00:00Z", days: 10 }, { kind: "spans", at: "2026-03-01T00:00:00Z", days: 0 }]);
});
afterAll(async () => {
  await validator.close();
  await fresh.dispose();
});

/** Stores spans of a trace that begin a minute apart, and analyses it. */
async function take(traceId: string, startedAt: string, minutes: readonly number[]): Promise<TraceSummary | undefined> {
  const beginUnixNano = BigInt(Date.parse(startedAt)) * 1_000_000n;
  const spans = minutes.map((minute) => {
    const startUnixNano = beginUnixNano + BigInt(minute) * 60_000_000_000n;
    return makeSpan({ traceId, spanId: `${minute}`.padStart(16, "1"), name: `step ${minute}`, startUnixNano, endUnixNano: startUnixNano + 1n });
  });
  await fresh.db.insert("spans", spans.map((span) => spanToRow(span, PROJECT)));
  // The clock of the database, as an analysis has it.
  const now = BigInt(Date.now() + 1000) * 1_000_000n;
  await analyseTraces({ db: fresh.db, project: PROJECT, validator, deadlineMs: 900_000, now, log: () => undefined }, [traceId]);
  return (await listTraces(fresh.db, { project: PROJECT, q: traceId, limit: 1 })).traces[0];
}

const expireSpans = (): Promise<void> => fresh.db.run("TRUNCATE TABLE spans");

test("a late span does not replace the summary of a trace whose spans have expired, and the trace counts as analysed", async () => {
  const traceId = "a".repeat(32);
  const whole = await take(traceId, OLD, [0, 1, 2]);
  expect(whole).toMatchObject({ spans: 3, startedAt: "2026-02-01T00:00:00.000000000Z" });
  await expireSpans();
  // What is left begins after the moment from which spans are whole.
  expect(await take(traceId, YOUNG, [3])).toEqual(whole);
  expect(await findUnanalysedTraces(fresh.db, { project: PROJECT, lookBackS: 3600, limit: 10 })).toEqual([]);
  expect(await take(traceId, OLD, [4, 5, 6, 7])).toMatchObject({ spans: 5 });
});

test("the summary of a trace that began when spans are whole follows its spans", async () => {
  const traceId = "b".repeat(32);
  await take(traceId, YOUNG, [0, 1, 2]);
  await expireSpans();
  expect(await take(traceId, YOUNG, [3])).toMatchObject({ spans: 1 });
});
