import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import type { HandoffSummary } from "@/lib/model/handoff.ts";
import type { Span } from "@/lib/model/span.ts";
import { listHandoffs } from "@/lib/queries/handoffs/list-handoffs.ts";
import { drawTrace } from "@/lib/testing/draw-trace.ts";
import { type FreshDatabase, freshDatabase } from "@/lib/testing/fresh-database.ts";
import { analyseTraces } from "./analyse-traces.ts";
import { createSchemaValidator } from "./schema-validator.ts";

const NOW = 1_795_200_030_000_000_000n;

let fresh: FreshDatabase;
const validator = createSchemaValidator();
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(async () => {
  await validator.close();
  await fresh.dispose();
});

/** Five workers in traces of their own; the aggregator begins with three of their results. Only the workers name the fan-out where `named` is false. */
const raced = (named: boolean): Span[] => drawTrace(`
${[1, 2, 3, 4, 5].map((at) => `  ${at}:researcher  |${" ".repeat(at)}==          |  producer  handoff.id=r${at}  handoff.target.agent.name=writer  handoff.group.id=g1  handoff.group.index=${at}  handoff.group.expected_count=5`).join("\n")}
  a:writer       |     =======   |  ${named ? "handoff.group.id=g1  handoff.group.barrier=all" : ""}
${[1, 2, 3].map((at) => `    a:[take]       |     =         |  consumer  handoff.id=r${at}`).join("\n")}`);

let projects = 0;

/** The handoffs after parts were stored and analysed one after the other. */
async function handoffsAfter(parts: readonly (readonly Span[])[]): Promise<HandoffSummary[]> {
  projects += 1;
  const project = `fanout${projects}`;
  for (const [at, spans] of parts.entries()) {
    await fresh.db.insert("spans", spans.map((span) => spanToRow(span, project)));
    await analyseTraces({ db: fresh.db, project, validator, deadlineMs: 900_000, now: NOW + BigInt(at), log: () => undefined }, [...new Set(spans.map((span) => span.traceId))]);
  }
  const { handoffs } = await listHandoffs(fresh.db, { project, candidates: true, limit: 500 });
  return handoffs.map((handoff) => ({ ...handoff, seamId: "" }));
}

test.each([true, false])("a race over six traces is found whichever of them is stored and analysed last, the aggregator naming the fan-out: %s", async (named) => {
  const spans = raced(named);
  const whole = await handoffsAfter([spans]);
  expect(whole.flatMap((handoff) => handoff.findings.map((finding) => `${handoff.id} ${finding.class} ${finding.evidence["late"]}`))).toEqual([
    "r1 fan_in_race researcher#4 (sent 1000 ms later), researcher#5 (sent 2000 ms later)",
  ]);
  const traces = [...groupBy(spans, (span) => span.traceId).values()];
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(traces, { minLength: traces.length }), async (order) => {
      expect(await handoffsAfter(order)).toEqual(whole);
    }),
    { numRuns: 4 },
  );
}, 120_000);
