import { recordedSpans } from "@/lib/testing/recorded-spans.ts";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import type { HandoffSummary } from "@/lib/model/handoff.ts";
import type { Span } from "@/lib/model/span.ts";
import { listHandoffs } from "@/lib/queries/handoffs/list-handoffs.ts";
import { type FreshDatabase, freshDatabase } from "@/lib/testing/fresh-database.ts";
import { CAPTURES } from "@/lib/testing/read-capture.ts";
import { analyseTraces } from "./analyse-traces.ts";
import { createSchemaValidator } from "./schema-validator.ts";

/** After every recording, so that what is lost is lost at whatever moment it is looked at. */
const LONG_AFTER = 1_900_000_000_000_000_000n;

const spans = CAPTURES.flatMap(recordedSpans);

let fresh: FreshDatabase;
const validators = [createSchemaValidator(), createSchemaValidator()] as const;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(async () => {
  await Promise.all(validators.map((validator) => validator.close()));
  await fresh.dispose();
});

let projects = 0;
let moment = LONG_AFTER;

/** What two analysers make of the spans that come in batches of `size`, by turns. */
async function analysed(arriving: readonly Span[], size: number): Promise<HandoffSummary[]> {
  projects += 1;
  const project = `every${projects}`;
  for (let start = 0; start < arriving.length; start += size) {
    const batch = arriving.slice(start, start + size);
    await fresh.db.insert("spans", batch.map((span) => spanToRow(span, project)));
    moment += 1_000_000n;
    const validator = validators[(start / size) % 2 === 0 ? 0 : 1];
    await analyseTraces({ db: fresh.db, project, validator, deadlineMs: 900_000, now: moment, log: () => undefined }, [...new Set(batch.map((span) => span.traceId))]);
  }
  const { handoffs } = await listHandoffs(fresh.db, { project, candidates: true, limit: 500 });
  return handoffs.map((handoff) => ({ ...handoff, seamId: "" })).toSorted((a, b) => (a.startedAt + a.id < b.startedAt + b.id ? -1 : 1));
}

test("every recording ends in the same handoffs and findings, shuffled, repeated, split over batches and over two analysers", async () => {
  const expected = await analysed(spans, spans.length);
  expect(expected.filter((handoff) => !handoff.candidate).length).toBeGreaterThan(60);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(spans, { minLength: spans.length }), fc.subarray(spans, { maxLength: 100 }), fc.constantFrom(60, 250), async (shuffled, repeated, size) => {
      expect(await analysed([...shuffled, ...repeated], size)).toEqual(expected);
    }),
    { numRuns: 2 },
  );
}, 300_000);
