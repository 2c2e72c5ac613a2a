import { recordedSpans } from "@/lib/testing/recorded-spans.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import type { HandoffSummary } from "@/lib/model/handoff.ts";
import type { Span } from "@/lib/model/span.ts";
import { listHandoffs } from "@/lib/queries/handoffs/list-handoffs.ts";
import { LINKED, joinKeysIn } from "@/lib/seams/join-keys.ts";
import { drawTrace } from "@/lib/testing/draw-trace.ts";
import { type FreshDatabase, freshDatabase } from "@/lib/testing/fresh-database.ts";
import { CAPTURES } from "@/lib/testing/read-capture.ts";
import { analyseTraces } from "./analyse-traces.ts";
import { readRelated } from "./read-related.ts";
import { createSchemaValidator } from "./schema-validator.ts";

const NOW = 1_795_300_000_000_000_000n;

let fresh: FreshDatabase;
const validator = createSchemaValidator();
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(async () => {
  await validator.close();
  await fresh.dispose();
});

const QUEUE = `
    a:planner       |===       |
      a:[publish]   |  =       |  producer
    b:[process]     |     ==== |  consumer  link=2
      b:worker      |      === |`;

const TURNS = ["a", "b"].map((trace, turn) => `
    ${trace}:desk            |${" ".repeat(turn * 10)}======  |
      ${trace}:[send]        |${" ".repeat(turn * 10)} ====   |  client  a2a.task.id=t-1
        ${trace}:[serve]     |${" ".repeat(turn * 10)}  ==    |  server  a2a.task.id=t-1  a2a.task.state=${turn === 0 ? "input_required" : "completed"}
          ${trace}:refunds   |${" ".repeat(turn * 10)}  ==    |`).join("");

const CALLED = `
    a:manager         |=======   |  gen_ai.agent.call.id=r-1
    b:[POST]          |  ===     |  server  gen_ai.agent.call.id=r-1
      b:policy        |  ==      |  gen_ai.agent.call.id=r-2`;

const SUSPENDED = `
    a:[newsroom]     |====        |  mastra.metadata.runId=r1  mastra.workflow_run.status=suspended
      a:writer       |==          |  gen_ai.output.messages=[{"role":"assistant","parts":[{"type":"text","content":"the text about the closed bridge in town"}]}]
    b:[newsroom]     |      ====  |  mastra.metadata.runId=r1  mastra.metadata.resumedFromSpanId=0000000000000001
      b:publisher    |       ==   |  gen_ai.input.messages=[{"role":"user","parts":[{"type":"text","content":"the text about the closed bridge in town"}]}]`;

/** Work of two traces and more, and the handoffs over them: their rule, and how many traces each has evidence in. */
const WORKS: readonly { name: string; spans: Span[]; joined: string[] }[] = [
  { name: "a span link", spans: drawTrace(QUEUE), joined: ["planner -> worker L delivered"] },
  { name: "two turns of a task", spans: drawTrace(TURNS), joined: ["desk -> refunds R delivered"] },
  { name: "a workflow suspended and resumed", spans: drawTrace(SUSPENDED), joined: ["writer -> publisher X delivered"] },
  { name: "a caller told by baggage", spans: drawTrace(CALLED), joined: ["manager -> policy X delivered"] },
  { name: "a call approved in OpenAI Agents", spans: recordedSpans("openai-agents-js.approval"), joined: ["Billing -> Refunds E delivered"] },
  { name: "a call approved in the AI SDK", spans: recordedSpans("vercel-ai-sdk.approval"), joined: ["editor -> publisher D delivered"] },
  { name: "a call approved in Pydantic AI", spans: recordedSpans("pydantic-ai.native"), joined: ["manager -> refunds D delivered"] },
  { name: "a call confirmed in Google ADK", spans: recordedSpans("google-adk-js.loop"), joined: ["coordinator -> refunds T delivered"] },
  { name: "a graph interrupted and resumed", spans: recordedSpans("langgraph-py.commands"), joined: ["writer -> editor C delivered"] },
];

let projects = 0;

/** The handoffs after the traces were stored and analysed in turn, each part before the next one came. */
async function handoffsAfter(parts: readonly (readonly Span[])[]): Promise<HandoffSummary[]> {
  projects += 1;
  const project = `related${projects}`;
  for (const [at, spans] of parts.entries()) {
    await fresh.db.insert("spans", spans.map((span) => spanToRow(span, project)));
    await analyseTraces({ db: fresh.db, project, validator, deadlineMs: 900_000, now: NOW + BigInt(at), log: () => undefined }, [...new Set(spans.map((span) => span.traceId))]);
  }
  const { handoffs } = await listHandoffs(fresh.db, { project, candidates: true, limit: 500 });
  return handoffs.map((handoff) => ({ ...handoff, seamId: "" }));
}

describe.each(WORKS)("$name", ({ spans, joined }) => {
  const traces = [...groupBy(spans, (span) => span.traceId).values()];

  test("is one handoff over its traces, whichever trace is stored and analysed first", async () => {
    const whole = await handoffsAfter([spans]);
    const over = whole.filter((handoff) => handoff.traceIds.length > 1);
    expect(over.map(({ source, target, rule, verdict }) => `${source.name} -> ${target.name} ${rule} ${verdict}`)).toEqual(joined);
    expect(await handoffsAfter(traces)).toEqual(whole);
    expect(await handoffsAfter(traces.toReversed())).toEqual(whole);
  });
});

test("every key by which a recording's traces are looked for is among the stored keys", async () => {
  const project = "keys";
  const traces = [...groupBy([...CAPTURES.flatMap(recordedSpans), ...WORKS.flatMap((work) => work.spans)], (span) => span.traceId).values()];
  await fresh.db.insert("spans", traces.flat().map((span) => spanToRow(span, project)));
  await readRelated({ db: fresh.db, project }, traces.flatMap(([span]) => span?.traceId ?? []));
  const rows = await fresh.db.select("test", "SELECT key_kind AS kind, key, trace_id AS traceId FROM correlation_keys FINAL WHERE project = {project: String}", { project });
  const stored = new Set(rows.map((row) => z.object({ kind: z.string(), key: z.string(), traceId: z.string() }).parse(row)).map(({ kind, key, traceId }) => `${traceId} ${kind} ${key}`));
  const looked = traces.flatMap((own) => joinKeysIn(own).filter(({ kind }) => kind !== LINKED).flatMap(({ kind, keys }) => keys.map((key) => `${own[0]?.traceId ?? ""} ${kind} ${key}`)));
  expect(looked.length).toBeGreaterThan(50);
  expect(looked.filter((key) => !stored.has(key))).toEqual([]);
});

test("a trace is stored as linking to another one, and a call's id that many traces share joins none", async () => {
  const project = "numbered";
  const calls = Array.from({ length: 20 }, (_, at) => drawTrace(`${at.toString(16)}:[run] |=| gen_ai.operation.name=execute_tool  gen_ai.tool.call.id=call_1`)).flat();
  const spans = [...drawTrace(QUEUE), ...calls.map((span, at) => ({ ...span, traceId: (at + 100).toString(16).padStart(32, "0") }))];
  await fresh.db.insert("spans", spans.map((span) => spanToRow(span, project)));
  const read = async (traceId: string) => (await readRelated({ db: fresh.db, project }, [traceId])).traceIds.toSorted();
  expect(await read("a".padStart(32, "0"))).toEqual(["a", "b"].map((trace) => trace.padStart(32, "0")));
  for (const span of spans) await read(span.traceId);
  expect(await read((100).toString(16).padStart(32, "0"))).toHaveLength(1);
});

const idOf = (at: number): string => (at + 1).toString(16).padStart(32, "0");

/** Traces with 64 others that link to each of them, and `each` more that link to each of those. */
function hubs(count: number, each: number): Span[] {
  const [first] = drawTrace("worker |=| consumer");
  if (first === undefined) throw new Error("no span was drawn");
  const linkTo = (traceId: string) => [{ traceId, spanId: first.spanId, traceState: "", flags: 0, attributes: first.scope.attributes, droppedAttributesCount: 0 }];
  const size = 1 + 64 * (1 + each);
  return Array.from({ length: count * size }, (_, at) => {
    const [hub, place] = [Math.floor(at / size) * size, at % size];
    const above = place <= 64 ? hub : hub + 1 + ((place - 65) % 64);
    return { ...first, traceId: idOf(at), links: place === 0 ? [] : linkTo(idOf(above)) };
  });
}

test("of work that hangs together through too many traces only what was asked for is judged, with all its neighbours", async () => {
  const project = "hub";
  await fresh.db.insert("spans", hubs(1, 40).map((span) => spanToRow(span, project)));
  const { traceIds, spans, isCut } = await readRelated({ db: fresh.db, project }, [idOf(0)]);
  expect({ traceIds, isCut, read: new Set(spans.map((span) => span.traceId)).size }).toEqual({ traceIds: [idOf(0)], isCut: true, read: 65 });
});

test("works that together are too many are taken in smaller parts, and all are analysed", async () => {
  const project = "hubs";
  const spans = hubs(4, 10);
  await fresh.db.insert("spans", spans.map((span) => spanToRow(span, project)));
  const lines: string[] = [];
  const grown = [0, 1, 2, 3].map((hub) => idOf(hub * 705));
  await analyseTraces({ db: fresh.db, project, validator, deadlineMs: 900_000, now: NOW, log: (line) => lines.push(line) }, grown);
  const rows = await fresh.db.select("test", "SELECT trace_id AS traceId FROM traces FINAL WHERE project = {project: String}", { project });
  expect(new Set(rows.map((row) => z.object({ traceId: z.string() }).parse(row).traceId)).size).toBe(4 * 65);
  expect(lines).toEqual([]);
});
