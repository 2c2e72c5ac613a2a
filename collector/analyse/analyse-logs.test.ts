import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withTraceId } from "@/collector/decode/log-trace.ts";
import { logRecordToRow } from "@/lib/clickhouse/log-row.ts";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import { attributesOf } from "@/lib/model/attributes.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import type { LogRecord } from "@/lib/model/log-record.ts";
import type { Span } from "@/lib/model/span.ts";
import { getHandoff } from "@/lib/queries/handoffs/get-handoff.ts";
import { listHandoffs } from "@/lib/queries/handoffs/list-handoffs.ts";
import { countSpans } from "@/lib/queries/traces/count-spans.ts";
import { findUnanalysedTraces } from "@/lib/queries/traces/find-unanalysed-traces.ts";
import { getSpan } from "@/lib/queries/traces/get-span.ts";
import { getTrace } from "@/lib/queries/traces/get-trace.ts";
import { listTraces } from "@/lib/queries/traces/list-traces.ts";
import { type FreshDatabase, freshDatabase } from "@/lib/testing/fresh-database.ts";
import { makeHandoffLog, makeLogRecord } from "@/lib/testing/make-log-record.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { analyseTraces } from "./analyse-traces.ts";
import { createSchemaValidator } from "./schema-validator.ts";

const AT = 1_795_200_000_000_000_000n;
const SECOND = 1_000_000_000n;
const HOUR = 3600n * SECOND;

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
let clock = AT + HOUR;
type Item = { span: Span } | { record: LogRecord };

/** A project of its own, in which spans and log records are stored and analysed one after the other. */
function newProject() {
  projects += 1;
  const project = `logs${projects}`;
  const handoff = (id: string): Promise<Handoff | undefined> => getHandoff(fresh.db, { project, id });
  return {
    project,
    handoff,
    take: async (items: readonly Item[], now = (clock += 1_000_000n)): Promise<void> => {
      const spans = items.flatMap((item) => ("span" in item ? [item.span] : []));
      const records = items.flatMap((item) => ("record" in item ? [withTraceId(item.record)] : []));
      await fresh.db.insert("spans", spans.map((span) => spanToRow(span, project)));
      await fresh.db.insert("log_records", records.map((record) => logRecordToRow(record, project)));
      const traceIds = [...new Set([...spans, ...records].map(({ traceId }) => traceId))];
      await analyseTraces({ db: fresh.db, project, validator, deadlineMs: 900_000, now, log: () => undefined }, traceIds);
    },
    handoffs: async () => (await listHandoffs(fresh.db, { project, candidates: true, limit: 500 })).handoffs.map((one) => ({ ...one, seamId: "" })),
  };
}

const service = (name: string) => ({ attributes: attributesOf([["service.name", name]]), droppedAttributesCount: 0, schemaUrl: "" });
const writer = (eventName: string, id: string, atS: number, attributes = {}): Item =>
  ({ record: makeHandoffLog(eventName, id, { "gen_ai.agent.name": "writer", "handoff.target.agent.name": "publisher", ...attributes }, { timeUnixNano: AT + BigInt(atS) * SECOND, resource: service("writing") }) });
const publisher = (eventName: string, id: string, atS: number, attributes = {}): Item =>
  ({ record: makeHandoffLog(eventName, id, { "gen_ai.agent.name": "publisher", ...attributes }, { timeUnixNano: AT + BigInt(atS) * SECOND, resource: service("publishing") }) });
const legsOf = (handoff: Handoff | undefined) => handoff?.legs.map((leg) => `${leg.kind} ${leg.side}`);

const draft = (text: string) => ({ "handoff.sent.payload": JSON.stringify({ text }) });
const arrived = (text: string) => ({ "handoff.received.payload": JSON.stringify({ text }) });

test("two scripts that only log their sides are one handoff, with payloads compared and the time between", async () => {
  const { take, handoff } = newProject();
  await take([writer("handoff.requested", "d1", 0, draft("hello")), publisher("handoff.received", "d1", 5, arrived("hello")), publisher("handoff.completed", "d1", 7)]);
  const delivered = await handoff("d1");
  expect(delivered).toMatchObject({
    verdict: "delivered", findings: [], rule: "E", source: { name: "writer", service: "writing" }, target: { name: "publisher", service: "publishing" },
    sent: { body: '{"text":"hello"}' }, received: { body: '{"text":"hello"}' }, latency: { totalMs: 5000, workMs: 2000 },
  });
  expect(legsOf(delivered)).toEqual(["sent source", "received target", "completed target"]);
  await take([writer("handoff.requested", "d2", 0, draft("hello")), publisher("handoff.received", "d2", 5, { "handoff.received.payload": "" })]);
  expect((await handoff("d2"))?.findings.map((finding) => finding.class)).toEqual(["payload_missing"]);
});

test("what was only logged as sent is pending, then lost, and heals when the reception is logged", async () => {
  const { take, handoff } = newProject();
  await take([writer("handoff.requested", "d3", 0)], AT + 60n * SECOND);
  expect((await handoff("d3"))?.verdict).toBe("pending");
  await take([writer("handoff.requested", "d3", 0)], AT + HOUR);
  expect(await handoff("d3")).toMatchObject({ verdict: "lost", findings: [{ class: "lost" }] });
  await take([publisher("handoff.received", "d3", 5)], AT + HOUR + SECOND);
  expect(await handoff("d3")).toMatchObject({ verdict: "delivered", failed: false });
});

test("each event tells its own leg, on the side whose it is", async () => {
  const { take, handoff } = newProject();
  await take([
    writer("handoff.requested", "d4", 0),
    publisher("handoff.gate.requested", "d4", 1, { "handoff.gate.type": "approval" }),
    publisher("handoff.gate.decided", "d4", 2, { "handoff.gate.status": "approved", "handoff.gate.approver.id": "maria" }),
    publisher("handoff.received", "d4", 3),
    publisher("handoff.validation", "d4", 4, { "handoff.validation.result": "pass" }),
    publisher("handoff.accepted", "d4", 5),
    publisher("handoff.warning", "d4", 6, { "handoff.warnings": ["output cut from 2048 to 1024 tokens"] }),
  ]);
  const found = await handoff("d4");
  expect(legsOf(found)).toEqual(["sent source", "gate_requested gate", "gate_decided gate", "received target", "validated target", "accepted target"]);
  expect(found).toMatchObject({ verdict: "delivered", warnings: ["output cut from 2048 to 1024 tokens"] });
  expect(found?.legs.find((leg) => leg.kind === "gate_decided")).toMatchObject({ agent: "maria", claim: "approved by maria" });
});

test("a refusal, a refused gate and a dead letter that were logged are judged as such", async () => {
  const { take, handoff } = newProject();
  await take([
    writer("handoff.requested", "no", 0), publisher("handoff.rejected", "no", 1, { reason: "no draft text found" }),
    writer("handoff.requested", "gate", 0), publisher("handoff.gate.decided", "gate", 1, { "handoff.gate.status": "rejected" }),
    writer("handoff.requested", "dead", 0), publisher("handoff.dead_lettered", "dead", 1, { "handoff.dead_letter.queue": "drafts.dlq" }),
    writer("handoff.requested", "ok", 0), publisher("handoff.accepted", "ok", 1),
  ]);
  const verdicts = await Promise.all(["no", "gate", "dead", "ok"].map(async (id) => (await handoff(id))?.verdict));
  expect(verdicts).toEqual(["rejected", "rejected", "dead_lettered", "delivered"]);
  expect((await handoff("no"))?.legs.find((leg) => leg.kind === "rejected")?.claim).toBe("no draft text found");
});

test("one reception is one, although it is told by a span and logged as well, and two are a duplicate", async () => {
  const { take, handoff } = newProject();
  const reception: Item = { span: makeSpan({ traceId: "c".repeat(32), spanId: "c".repeat(16), kind: "consumer", startUnixNano: AT + 5n * SECOND, endUnixNano: AT + 6n * SECOND, attributes: attributesOf([["handoff.id", "once"], ["gen_ai.agent.name", "publisher"]]) }) };
  const logged = { record: makeHandoffLog("handoff.received", "once", { "gen_ai.agent.name": "publisher", ...arrived("hello") }, { traceId: "c".repeat(32), spanId: "c".repeat(16), timeUnixNano: AT + 5n * SECOND + 1n }) };
  await take([writer("handoff.requested", "once", 0), reception, logged, publisher("handoff.received", "once", 5)]);
  expect(await handoff("once")).toMatchObject({ verdict: "delivered", findings: [], received: { body: '{"text":"hello"}' } });
  await take([writer("handoff.requested", "twice", 0), publisher("handoff.received", "twice", 5), publisher("handoff.received", "twice", 6)]);
  expect((await handoff("twice"))?.findings.map((finding) => finding.class)).toEqual(["duplicate"]);
});

const RUN = { traceId: "d".repeat(32), spanId: "d".repeat(16) };
const model: Item = { span: makeSpan({ ...RUN, name: "chat", spanId: "e".repeat(16), parentSpanId: RUN.spanId, startUnixNano: AT + 6n * SECOND, endUnixNano: AT + 7n * SECOND, attributes: attributesOf([["gen_ai.operation.name", "chat"]]) }) };
const run: Item = { span: makeSpan({ ...RUN, name: "invoke_agent publisher", startUnixNano: AT + 5n * SECOND, endUnixNano: AT + 8n * SECOND, attributes: attributesOf([["gen_ai.operation.name", "invoke_agent"], ["gen_ai.agent.name", "publisher"], ["handoff.id", "mixed"]]) }) };
const inRun = (eventName: string, atS: number, special: Partial<LogRecord>): Item => ({ record: makeLogRecord({ ...RUN, eventName, timeUnixNano: AT + BigInt(atS) * SECOND, ...special }) });
const MIXED: Item[] = [
  writer("handoff.requested", "mixed", 0, draft("what the model reads")), run, model,
  inRun("gen_ai.user.message", 6, { spanId: "e".repeat(16), body: attributesOf([["content", "what the model reads"]]) }),
  inRun("gen_ai.choice", 7, { spanId: "e".repeat(16), body: attributesOf([["index", 0n], ["message", attributesOf([["role", "assistant"], ["content", "published"]])]]) }),
  inRun("handoff.accepted", 6, {}),
  inRun("handoff.requested", 8, { attributes: attributesOf([["handoff.id", "onward"], ["handoff.source.agent.name", "publisher"], ["handoff.target.agent.name", "archive"]]) }),
];

test("spans first or logs first, one by one or together: the same handoffs", async () => {
  const whole = newProject();
  await whole.take(MIXED);
  const expected = await whole.handoffs();
  expect(expected.map(({ id, verdict }) => [id, verdict])).toEqual([["onward", "lost"], ["mixed", "delivered"]]);
  const mixed = await whole.handoff("mixed");
  expect(legsOf(mixed)).toEqual(["sent source", "received target", "accepted target", "completed target"]);
  expect(mixed?.received).toMatchObject({ body: '[{"role":"user","content":"what the model reads"}]', from: "gen_ai.*.message" });
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(MIXED, { minLength: MIXED.length }), fc.subarray(MIXED), async (items, repeated) => {
      const split = newProject();
      for (const item of [...items, ...repeated]) await split.take([item]);
      expect(await split.handoffs()).toEqual(expected);
    }),
    { numRuns: 8 },
  );
}, 120_000);

test("an event of a span that names a handoff of its own is told, whether it was logged or not", async () => {
  const { take, handoff } = newProject();
  const event = { name: "handoff.requested", timeUnixNano: AT + SECOND, attributes: attributesOf([["handoff.id", "by-event"], ["handoff.target.agent.name", "publisher"]]), droppedAttributesCount: 0 };
  await take([{ span: makeSpan({ traceId: "b".repeat(32), attributes: attributesOf([["gen_ai.operation.name", "invoke_agent"], ["gen_ai.agent.name", "writer"]]), events: [event] }) }, publisher("handoff.received", "by-event", 3)]);
  expect(await handoff("by-event")).toMatchObject({ verdict: "delivered", source: { name: "writer" }, target: { name: "publisher" } });
});

test("a trace without spans has a row, a page and a panel like any other", async () => {
  const { project, take } = newProject();
  await take([writer("handoff.requested", "paged", 0, draft("hello")), publisher("handoff.received", "paged", 5)]);
  const { traces } = await listTraces(fresh.db, { project, limit: 10 });
  expect(traces.map(({ name, spans, rootMissing, agents, handoffs }) => [name, spans, rootMissing, agents, handoffs])).toEqual([
    ["handoff.received", 1, false, ["publisher"], 1], ["handoff.requested", 1, false, ["writer"], 1],
  ]);
  const traceId = traces[1]?.traceId ?? "";
  const page = await getTrace(fresh.db, { project, traceId });
  expect(page).toMatchObject({ spans: 1, spansShown: 1, lanes: ["writer", "publisher"], spanList: [{ name: "handoff.requested", lane: "writer", handoffIds: ["paged"] }], flaws: { moreRoots: 0 } });
  const panel = await getSpan(fresh.db, { project, traceId, spanId: page?.spanList[0]?.spanId ?? "" });
  expect(panel).toMatchObject({ name: "handoff.requested", service: "writing", attributes: { "handoff.sent.payload": '{"text":"hello"}' } });
});

test("a trace that grew by a log record alone is counted, and found again after a restart", async () => {
  const { project, take } = newProject();
  await take([run], BigInt(Date.now()) * 1_000_000n + HOUR);
  expect(await findUnanalysedTraces(fresh.db, { project, lookBackS: 600, limit: 10 })).toEqual([]);
  const record = { ...makeHandoffLog("handoff.received", "late-log", {}), traceId: "a".repeat(32) };
  await fresh.db.insert("log_records", [logRecordToRow(record, project)]);
  expect(await findUnanalysedTraces(fresh.db, { project, lookBackS: 600, limit: 10 })).toEqual([{ traceId: "a".repeat(32) }]);
  expect(await countSpans(fresh.db, { project, traceIds: ["a".repeat(32)] })).toEqual([{ traceId: "a".repeat(32), spans: 1 }]);
});

test("lines that only mention a handoff, or tell of work on it, are no receptions", async () => {
  const { take, handoff } = newProject();
  const line = (atS: number): Item => ({ record: makeLogRecord({ traceId: "9".repeat(32), body: "loading", timeUnixNano: AT + BigInt(atS) * SECOND, attributes: attributesOf([["handoff.id", "chatty"], ["gen_ai.agent.name", "publisher"]]) }) });
  await take([line(1), line(2)], AT + 60n * SECOND);
  expect(await handoff("chatty")).toBeUndefined();
  await take([writer("handoff.requested", "chatty", 0), line(3), publisher("handoff.progress", "chatty", 4), publisher("handoff.progress", "chatty", 5)]);
  const found = await handoff("chatty");
  expect(found).toMatchObject({ verdict: "delivered", findings: [], source: { name: "writer" }, target: { name: "publisher" } });
  expect(legsOf(found)).toEqual(["sent source", "received target"]);
});

test("a warning alone makes no handoff", async () => {
  const { take, handoffs } = newProject();
  await take([publisher("handoff.warning", "only-words", 0, { "handoff.warnings": ["cut"] })]);
  expect(await handoffs()).toEqual([]);
});
