import { afterAll, beforeAll, expect, test } from "vitest";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import { attributesOf } from "@/lib/model/attributes.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { Workflow } from "@/lib/model/workflow.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { insertHandoffs, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { insertTraces } from "@/lib/testing/trace-rows.ts";
import { getWorkflow } from "./get-workflow.ts";
import { listWorkflows } from "./list-workflows.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

const id = (number: number) => number.toString(16).padStart(32, "0");
let spans = 0;

/** Stores a span of each trace with its keys, and the trace as the analyser would. */
async function store(traces: Record<number, Record<string, string>[]>): Promise<void> {
  const all = Object.entries(traces).flatMap(([number, keys]) =>
    keys.map((attributes) => makeSpan({ traceId: id(Number(number)), spanId: (spans += 1).toString(16).padStart(16, "0"), attributes: attributesOf(Object.entries(attributes)) })));
  await fresh.db.insert("spans", all.map((span) => spanToRow(span, PROJECT)));
  await insertTraces(fresh.db, Object.keys(traces).map((number) => ({ traceId: id(Number(number)), startedAt: `2026-11-20T07:00:${number.slice(-2).padStart(2, "0")}.000000000Z` })), 1n);
}

const read = (key: string) => getWorkflow(fresh.db, { project: PROJECT, key });
const at = (minute: number) => `2026-11-21T07:0${minute}:00.000000000Z`;
const keys = ({ workflows }: { workflows: { key: string }[] }) => workflows.map(({ key }) => key);
const TASK = "handoff.correlation_id";

test("a key stitches traces across processes: on spans, events and links, with the spans that carry it as evidence", async () => {
  await store({ 1: [{ [TASK]: "case:4711/a" }, { [TASK]: "case:4711/a", "handoff.id": "x1" }], 2: [{ "handoff.id": "x1", "a2a.task.id": "t1" }], 4: [{ [TASK]: "case:9" }] });
  const carried = { name: "e", timeUnixNano: 1n, droppedAttributesCount: 0, attributes: attributesOf([["a2a.task.id", "t1"]]) };
  const linked = { traceId: id(1), spanId: "1".padStart(16, "0"), traceState: "", flags: 0, droppedAttributesCount: 0, attributes: attributesOf([[TASK, "case:4711/a"]]) };
  await fresh.db.insert("spans", [makeSpan({ traceId: id(3), events: [carried] }), makeSpan({ traceId: id(5), links: [linked] })].map((span) => spanToRow(span, PROJECT)));
  await insertTraces(fresh.db, [{ traceId: id(3) }, { traceId: id(5) }], 1n);
  const workflow = await read("case:4711/a");
  expect(workflow).toMatchObject({ kind: TASK, tasks: ["case:4711/a"], tracesInAll: 4, ambiguous: [] });
  expect(workflow?.traces.map((trace) => Number.parseInt(trace.traceId, 16)).toSorted()).toEqual([1, 2, 3, 5]);
  expect(workflow?.joins.map(({ kind, key, strength, traces }) => [kind, key, strength, traces.map((trace) => trace.spans)])).toEqual([
    [TASK, "case:4711/a", "strong", [2, 1]], ["handoff.id", "x1", "strong", [1, 1]], ["a2a.task.id", "t1", "strong", [1, 1]], ["span_link", id(1), "strong", [0, 1]],
  ]);
  expect(Workflow.safeParse(workflow).success).toBe(true);
});

test("the id of a trace leads to the same workflow, an unknown key to none", async () => {
  await store({ 11: [{ [TASK]: "own" }], 12: [{ [TASK]: "own" }], 13: [{ other: "1" }] });
  expect((await read(id(11).toUpperCase()))?.traces.map((trace) => trace.traceId)).toEqual([id(11), id(12)]);
  expect(await read(id(13))).toMatchObject({ kind: "trace id", tracesInAll: 1, joins: [], handoffs: [], durationMs: 12.5, origins: { list: [], inAll: 0 } });
  expect(await read("nobody")).toBeUndefined();
  expect(await read(id(999))).toBeUndefined();
});

test("a trace that serves several tasks lends the workflow only the handoffs that are its own", async () => {
  await store({ 21: [{ [TASK]: "A", "handoff.id": "a1" }], 22: [{ [TASK]: "A", "handoff.id": "a1" }, { [TASK]: "B", "handoff.id": "b1" }], 23: [{ [TASK]: "B", "handoff.id": "b1" }] });
  await insertHandoffs(fresh.db, [
    makeHandoff({ id: "a1", correlationId: "A", traceIds: [id(21), id(22)], startedAt: "2026-11-20T07:00:21.000000000Z", endedAt: "2026-11-20T09:00:00.000000000Z", verdict: "lost", findings: [LOST_FINDING] }),
    makeHandoff({ id: "b1", correlationId: "B", traceIds: [id(22), id(23)] }),
    makeHandoff({ id: "guess", correlationId: "A", traceIds: [id(21)], confidence: 0.3 }),
  ], { version: 1n });
  const workflow = await read("A");
  expect(workflow).toMatchObject({ handoffsInAll: 1, failed: 1, byVerdict: { lost: 1 }, startedAt: "2026-11-20T07:00:21.000000000Z", endedAt: "2026-11-20T09:00:00.000000000Z" });
  expect(workflow?.traces.map(({ traceId, shared }) => [traceId, shared])).toEqual([[id(21), false], [id(22), true]]);
  expect(workflow?.ambiguous).toMatchObject([{ kind: TASK, key: "B", tracesInAll: 2, why: expect.stringMatching(/serves 2/) }]);
  expect(workflow?.origins.list).toMatchObject([{ handoffId: "a1", class: "lost" }]);
});

test("traces that link to each other are found from either side, with the linking spans as evidence", async () => {
  const link = { traceId: id(51), spanId: "1".padStart(16, "0"), traceState: "", flags: 0, droppedAttributesCount: 0, attributes: attributesOf([]) };
  await fresh.db.insert("spans", [makeSpan({ traceId: id(51) }), makeSpan({ traceId: id(52), links: [link] })].map((span) => spanToRow(span, PROJECT)));
  await insertTraces(fresh.db, [{ traceId: id(51) }, { traceId: id(52) }], 1n);
  for (const traceId of [id(51), id(52)]) {
    expect(await read(traceId)).toMatchObject({ kind: "trace id", tracesInAll: 2, joins: [{ kind: "span_link", key: id(51), traces: [{ traceId: id(51), spans: 0 }, { traceId: id(52), spans: 1 }] }] });
  }
});

test("a workflow of hundreds of traces is cut, and says of how many", async () => {
  await store(Object.fromEntries(Array.from({ length: 230 }, (_, index) => [1000 + index, [{ [TASK]: "wide" }]])));
  const workflow = await read("wide");
  expect(workflow).toMatchObject({ tracesInAll: 230 });
  expect(workflow?.traces).toHaveLength(200);
  expect(workflow?.joins[0]).toMatchObject({ tracesInAll: 230 });
});

test("of more than a thousand handoffs the first thousand are read, and all are counted", async () => {
  await store({ 61: [{ [TASK]: "busy" }] });
  await insertHandoffs(fresh.db, Array.from({ length: 1030 }, (_, index) => makeHandoff({
    id: `busy-${String(index).padStart(4, "0")}`, correlationId: "busy", traceIds: [id(61)], startedAt: `2026-11-20T08:00:00.${String(index).padStart(9, "0")}Z`,
    ...(index === 1029 ? { verdict: "lost", findings: [LOST_FINDING] } : {}),
  })), { version: 1n });
  const workflow = await read("busy");
  expect(workflow).toMatchObject({ handoffsInAll: 1030, failed: 1, byVerdict: { delivered: 1029, lost: 1 } });
  expect(workflow?.handoffs.map((handoff) => handoff.id)).toEqual(Array.from({ length: 1000 }, (_, index) => `busy-${String(index).padStart(4, "0")}`));
});

test("workflows are listed by their newest handoff, page by page, and a trace without a task of its own is none", async () => {
  for (const table of ["handoffs", "handoffs_by_time", "handoff_keys"]) await fresh.db.run(`TRUNCATE TABLE ${table}`);
  await insertHandoffs(fresh.db, [
    makeHandoff({ id: "1", correlationId: "first", startedAt: at(1), traceIds: [id(31)] }),
    makeHandoff({ id: "2", correlationId: "second", startedAt: at(2), traceIds: [id(32)], findings: [LOST_FINDING] }),
    makeHandoff({ id: "3", correlationId: "first", startedAt: at(3), traceIds: [id(31), id(33)] }),
    makeHandoff({ id: "4", correlationId: id(34), startedAt: at(4), traceIds: [id(34)] }),
    makeHandoff({ id: "5", correlationId: id(35), startedAt: at(5), traceIds: [id(35), id(36)] }),
    makeHandoff({ id: "6", correlationId: "guess", confidence: 0.1, startedAt: at(6), traceIds: [id(37)] }),
  ], { version: 1n });
  const list = (more = {}) => listWorkflows(fresh.db, { project: PROJECT, limit: 10, ...more });
  expect((await list()).workflows).toEqual([
    { key: id(35), startedAt: at(5), lastAt: at(5), traces: 2, handoffs: 1, failed: 0, agents: ["planner", "worker"] },
    { key: "first", startedAt: at(1), lastAt: at(3), traces: 2, handoffs: 2, failed: 0, agents: ["planner", "worker"] },
    { key: "second", startedAt: at(2), lastAt: at(2), traces: 1, handoffs: 1, failed: 1, agents: ["planner", "worker"] },
  ]);
  const page = await list({ limit: 2 });
  expect([keys(page), keys(await list({ limit: 2, cursor: page.next ?? "" }))]).toEqual([[id(35), "first"], ["second"]]);
  expect(keys(await list({ failed: true }))).toEqual(["second"]);
  expect(keys(await list({ q: "FIR" }))).toEqual(["first"]);
  expect(keys(await list({ from: new Date(at(3)), to: new Date(at(4)) }))).toEqual(["first"]);
});
