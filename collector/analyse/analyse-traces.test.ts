import { recordedSpans } from "@/lib/testing/recorded-spans.ts";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import { attributesOf } from "@/lib/model/attributes.ts";
import type { HandoffSummary } from "@/lib/model/handoff.ts";
import type { Span } from "@/lib/model/span.ts";
import { getHandoff } from "@/lib/queries/handoffs/get-handoff.ts";
import { listHandoffs } from "@/lib/queries/handoffs/list-handoffs.ts";
import { listSeams } from "@/lib/queries/seams/list-seams.ts";
import { getTrace } from "@/lib/queries/traces/get-trace.ts";
import { listTraces } from "@/lib/queries/traces/list-traces.ts";
import { type FreshDatabase, freshDatabase } from "@/lib/testing/fresh-database.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import type { CaptureName } from "@/lib/testing/read-capture.ts";
import { analyseTraces } from "./analyse-traces.ts";
import { createSchemaValidator } from "./schema-validator.ts";

const HOUR = 3_600_000_000_000n;
const SENT_AT = 1_795_200_000_000_000_000n;
const ALL_TIME = { from: new Date(0), to: new Date("2100-01-01") };

let fresh: FreshDatabase;
const validator = createSchemaValidator();
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(async () => {
  await validator.close();
  await fresh.dispose();
});

let projects = 0;
let clock = SENT_AT;

/** A project of its own, in which spans are stored and analysed request by request. */
function newProject() {
  projects += 1;
  const project = `p${projects}`;
  return {
    project,
    take: async (spans: readonly Span[], now = (clock += 1_000_000n)): Promise<void> => {
      await fresh.db.insert("spans", spans.map((span) => spanToRow(span, project)));
      await analyseTraces({ db: fresh.db, project, validator, deadlineMs: 900_000, now, log: () => undefined }, [...new Set(spans.map((span) => span.traceId))]);
    },
    handoffs: async (): Promise<HandoffSummary[]> => (await listHandoffs(fresh.db, { project, candidates: true, limit: 500 })).handoffs,
  };
}

/** One recording of each shape of trace: shuffling them span by span through the database takes its time. */
const CAPTURES: readonly CaptureName[] = [
  "openai-agents-js.openinference", "langgraph-js.openinference", "vercel-ai-sdk.otel", "vercel-ai-sdk.negative-controls", "google-adk-js.native",
];
const spansOfCaptures = CAPTURES.flatMap(recordedSpans);

/** Seam ids hold the project, which differs from case to case. */
const withoutSeams = (handoffs: readonly HandoffSummary[]): HandoffSummary[] => handoffs.map((handoff) => ({ ...handoff, seamId: "" }));

test("captures give the same handoffs at once, twice over, and in pieces in any order", async () => {
  const whole = newProject();
  await whole.take(spansOfCaptures);
  const expected = withoutSeams(await whole.handoffs());
  expect(expected.filter((handoff) => !handoff.candidate)).toHaveLength(13);
  await whole.take(spansOfCaptures);
  expect(withoutSeams(await whole.handoffs())).toEqual(expected);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(spansOfCaptures, { minLength: spansOfCaptures.length }), fc.constantFrom(4, 17, 60), async (spans, size) => {
      const split = newProject();
      for (let start = 0; start < spans.length; start += size) await split.take(spans.slice(start, start + size));
      expect(withoutSeams(await split.handoffs())).toEqual(expected);
    }),
    { numRuns: 3 },
  );
}, 180_000);

test("the arguments of a refused handoff are held against the tool's own schema in the trace", async () => {
  const { take, handoffs } = newProject();
  await take(spansOfCaptures);
  const [refused] = (await handoffs()).filter((handoff) => handoff.verdict === "rejected");
  expect(refused?.findings.map((finding) => `${finding.class} ${finding.pointer}`)).toEqual(["schema_violation /order_id", "schema_violation /reason"]);
  expect(refused).toMatchObject({ failed: true, silent: false });
});

const creator = (id: string): Span => makeSpan({
  traceId: "a".repeat(32), spanId: "a".repeat(16), name: "handoff executor", kind: "producer", startUnixNano: SENT_AT, endUnixNano: SENT_AT + 1_000_000n,
  attributes: attributesOf([["handoff.id", id], ["gen_ai.agent.name", "creator"], ["handoff.target.agent.name", "executor"], ["handoff.sent.payload", '{"draft":"hello"}']]),
});
const executor = (id: string): Span => makeSpan({
  traceId: "b".repeat(32), spanId: "b".repeat(16), name: "execute", kind: "consumer", startUnixNano: SENT_AT + HOUR, endUnixNano: SENT_AT + HOUR + 5_000_000n,
  attributes: attributesOf([["handoff.id", id], ["gen_ai.agent.name", "executor"], ["handoff.source.agent.name", "creator"], ["handoff.received.payload", '{"draft":"hello"}']]),
});

test("two sides in different traces are one handoff, whichever comes first", async () => {
  for (const spans of [[creator("x"), executor("x")], [executor("x"), creator("x")]]) {
    const { take, handoffs } = newProject();
    for (const span of spans) await take([span]);
    const found = await handoffs();
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ id: "x", verdict: "delivered", source: { name: "creator" }, target: { name: "executor" }, findings: [], traceIds: ["a".repeat(32), "b".repeat(32)] });
    expect(found[0]?.latency.totalMs).toBeCloseTo(3_600_000 - 1, 0);
  }
});

test("a handoff is pending before its deadline, lost after it, and heals when the reception comes", async () => {
  const { project, take, handoffs } = newProject();
  const verdicts = async (): Promise<unknown[]> => (await handoffs()).map((handoff) => [handoff.verdict, handoff.failed]);
  await take([creator("late")], SENT_AT + 60_000_000_000n);
  expect(await verdicts()).toEqual([["pending", false]]);
  await take([creator("late")], SENT_AT + HOUR);
  expect(await verdicts()).toEqual([["lost", true]]);
  expect(await listSeams(fresh.db, { project, ...ALL_TIME })).toMatchObject([{ handoffs: 1, lost: 1, failed: 1, silent: 1 }]);
  await take([executor("late")], SENT_AT + 2n * HOUR);
  expect(await verdicts()).toEqual([["delivered", false]]);
  expect(await listSeams(fresh.db, { project, ...ALL_TIME })).toMatchObject([{ handoffs: 1, lost: 0, failed: 0, silent: 0 }]);
});

test("an orphan whose sender turns up moves to the sender's moment and is counted once", async () => {
  const { project, take, handoffs } = newProject();
  await take([executor("moved")]);
  expect((await handoffs()).map((handoff) => handoff.verdict)).toEqual(["orphan"]);
  await take([creator("moved")]);
  const found = await handoffs();
  expect(found.map((handoff) => [handoff.verdict, handoff.startedAt.slice(0, 19)])).toEqual([["delivered", "2026-11-20T18:40:00"]]);
  const seams = await listSeams(fresh.db, { project, ...ALL_TIME });
  expect(seams.map((seam) => [seam.source, seam.target, seam.handoffs])).toEqual([["creator", "executor", 1]]);
});

test("a graph that stopped for a person is held until another trace takes it up, whichever is stored first", async () => {
  const graph = spansOfCaptures.filter((span) => ["227dfbd98988c3580eab354aa0339c4e", "623a7268a268a758fe326c7cddfc8d03"].includes(span.traceId));
  const [stopped, resumed] = ["227dfb", "623a72"].map((start) => graph.filter((span) => span.traceId.startsWith(start)));
  if (stopped === undefined || resumed === undefined) throw new Error("the capture has no interrupted graph");
  const { take, handoffs } = newProject();
  const verdicts = async (): Promise<string[]> => (await handoffs()).map((handoff) => handoff.verdict);
  await take(stopped);
  expect(await verdicts()).toEqual(["held"]);
  await take(resumed);
  expect(await verdicts()).toEqual(["delivered"]);
  const other = newProject();
  await other.take(resumed);
  await other.take(stopped);
  expect((await other.handoffs()).map((handoff) => handoff.verdict)).toEqual(["delivered"]);
});

test("a trace is found by what its handoffs are called and shows them as arrows between lanes", async () => {
  const { project, take } = newProject();
  await take(spansOfCaptures);
  const { traces } = await listTraces(fresh.db, { project, q: "math_expert", limit: 10 });
  expect(traces).toMatchObject([{ name: "team", agents: ["math_expert", "supervisor"], handoffs: 2, failed: 0, errors: 0 }]);
  const trace = await getTrace(fresh.db, { project, traceId: traces[0]?.traceId ?? "" });
  expect(trace?.arrows.map((arrow) => `${arrow.fromLane} -> ${arrow.toLane}`)).toEqual(["supervisor -> math_expert", "math_expert -> supervisor"]);
  expect(trace?.spanList).toHaveLength(35);
  expect(new Set(trace?.spanList.map((span) => span.lane))).toEqual(new Set(["fw-langgraph", "supervisor", "math_expert"]));
});

test("the whole handoff is kept: ledger, payloads, hashes, schema", async () => {
  const { project, take } = newProject();
  await take([creator("kept"), executor("kept")]);
  const handoff = await getHandoff(fresh.db, { project, id: "kept" });
  expect(handoff?.legs.map((leg) => `${leg.kind} ${leg.side}`)).toEqual(["sent source", "received target", "completed target"]);
  expect(handoff?.sent?.hash).toBe(handoff?.received?.hash);
});

test.each([0n, 1n, 9_223_372_036_854_775_807n, 18_446_744_073_709_551_615n])("a handoff at %s unix nanoseconds is stored once, listed and shown", async (at) => {
  const { project, take, handoffs } = newProject();
  const moved = (span: Span): Span => ({ ...span, startUnixNano: at, endUnixNano: at });
  await take([moved(creator("absurd")), moved(executor("absurd"))]);
  await take([moved(creator("absurd"))]);
  expect((await handoffs()).map(({ id, verdict }) => [id, verdict])).toEqual([["absurd", "delivered"]]);
  expect(await getHandoff(fresh.db, { project, id: "absurd" })).toMatchObject({ id: "absurd" });
  const { traces } = await listTraces(fresh.db, { project, limit: 10 });
  expect(traces.map((trace) => trace.handoffs)).toEqual([1, 1]);
  expect(await getTrace(fresh.db, { project, traceId: "a".repeat(32) })).toMatchObject({ handoffList: [{ id: "absurd" }], spans: 1 });
});

test("handoff ids longer than a database takes in one question do not stop the analysis", async () => {
  const { take, handoffs } = newProject();
  const ids = Array.from({ length: 5 }, (_, index) => `${index}${"\u20ac".repeat(60_000 + index * 20_000)}`);
  await take(ids.map((id, index) => ({ ...creator(id), spanId: `${index}`.padStart(16, "a") })));
  expect((await handoffs()).map((handoff) => /^sha256:[0-9a-f]{64}$/.test(handoff.id))).toEqual([true, true, true, true, true]);
});

const asking = (id: string, at: bigint): Span => ({ ...creator(id), spanId: id.repeat(16), startUnixNano: at, endUnixNano: at + 1n, attributes: attributesOf([...Object.entries(creator(id).attributes), ["handoff.capability.required", ["publish"]]]) });

test("what an agent's card offered when the handoff began decides whether it can do what is required", async () => {
  const { project, take, handoffs } = newProject();
  const card = (capabilities: string[], declaredAt: string) => ({ project, agent: "Executor", declared_at: declaredAt, origin: "agent_card", declaration: JSON.stringify({ name: "Executor", capabilities }), source: "" });
  await fresh.db.insert("agent_declarations", [card(["archive"], "2026-01-01T00:00:00Z"), card(["archive", "publish"], "2026-12-31T00:00:00Z")]);
  await take([asking("1", SENT_AT), asking("2", SENT_AT + 50n * 24n * HOUR)]);
  const found = new Map((await handoffs()).map(({ id, findings }) => [id, findings.map((finding) => finding.class)]));
  expect(found).toEqual(new Map([["2", []], ["1", ["capability_mismatch"]]]));
});
