import { afterAll, beforeAll, expect, test } from "vitest";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import { attributesOf } from "@/lib/model/attributes.ts";
import type { HandoffSummary } from "@/lib/model/handoff.ts";
import type { Span } from "@/lib/model/span.ts";
import { listHandoffs } from "@/lib/queries/handoffs/list-handoffs.ts";
import { listTraces } from "@/lib/queries/traces/list-traces.ts";
import { drawTrace } from "@/lib/testing/draw-trace.ts";
import { type FreshDatabase, freshDatabase } from "@/lib/testing/fresh-database.ts";
import { recordedSpans } from "@/lib/testing/recorded-spans.ts";
import { analyseTraces } from "./analyse-traces.ts";
import { createSchemaValidator } from "./schema-validator.ts";

const NOW = 1_795_300_000_000_000_000n;

let fresh: FreshDatabase;
const validator = createSchemaValidator();
beforeAll(async () => {
  fresh = await freshDatabase();
  await fresh.db.run("SYSTEM STOP MERGES spans");
});
afterAll(async () => {
  await validator.close();
  await fresh.dispose();
});

/** What comes of the spans, stored so often, when the analyser may hold so many bytes of them. */
async function analysed(project: string, spans: readonly Span[], { times = 1, bytesMax }: { times?: number; bytesMax?: number } = {}): Promise<{ handoffs: HandoffSummary[]; spans: number; lines: string[] }> {
  const lines: string[] = [];
  for (let time = 0; time < times; time += 1) await fresh.db.insert("spans", spans.map((span) => spanToRow(span, project)));
  const context = { db: fresh.db, project, validator, deadlineMs: 900_000, now: NOW, log: (line: string) => void lines.push(line) };
  await analyseTraces({ ...context, ...(bytesMax === undefined ? {} : { bytesMax }) }, [...new Set(spans.map((span) => span.traceId))]);
  const { handoffs } = await listHandoffs(fresh.db, { project, candidates: true, limit: 500 });
  const { traces } = await listTraces(fresh.db, { project, limit: 500 });
  return { handoffs: handoffs.map((handoff) => ({ ...handoff, seamId: "" })), spans: traces.reduce((sum, trace) => sum + trace.spans, 0), lines };
}

test("spans that were stored three times and not merged yet give what they give once", async () => {
  const spans = recordedSpans("langgraph-js.openinference");
  const once = await analysed("once", spans);
  expect(once.handoffs.length).toBeGreaterThan(0);
  expect(await analysed("thrice", spans, { times: 3 })).toEqual(once);
});

/** Handoffs, each in a trace of its own, with a payload of ten kilobytes. */
const heavy = Array.from({ length: 30 }, (_, at) =>
  drawTrace(`
    creator   |==      |  producer  handoff.id=h${at}
    executor  |    === |  consumer  handoff.id=h${at}`).map((span) => ({ ...span, traceId: (at + 1).toString(16).padStart(32, "0"), attributes: attributesOf([...Object.entries(span.attributes), ["payload", "x".repeat(10_000)]]) }))).flat();

test("traces that are too many bytes together are analysed in parts, and nothing is left out", async () => {
  const whole = await analysed("whole", heavy);
  expect(whole.handoffs).toHaveLength(30);
  expect(await analysed("parts", heavy, { bytesMax: 100_000 })).toEqual(whole);
});

test("of one trace that is too many bytes the earliest spans are looked at, its spans are counted all the same, and the log says so", async () => {
  const trace = heavy.map((span, at) => ({ ...span, traceId: "f".repeat(32), spanId: (at + 1).toString(16).padStart(16, "0"), parentSpanId: "" }));
  const { handoffs, spans, lines } = await analysed("one", trace, { bytesMax: 200_000 });
  expect(handoffs.length).toBeGreaterThan(0);
  expect(handoffs.length).toBeLessThan(30);
  expect(spans).toBe(60);
  expect(lines.join("\n")).toMatch(/Only \d+ spans are looked at of ffffffff/);
});
