import { expect, test } from "vitest";
import type { Handoff } from "@/lib/model/handoff.ts";
import { drawTrace } from "@/lib/testing/draw-trace.ts";
import { judgeDrawing } from "@/lib/testing/judge-drawing.ts";
import { searchTraces } from "../search-traces.ts";

const told = (handoffs: readonly Handoff[]): string[] => handoffs.map(({ source, target, rule, verdict }) => `${source.name} -> ${target.name} ${rule} ${verdict}`);
const kinds = (handoff: Handoff | undefined): string[] | undefined => handoff?.legs.map((leg) => leg.kind);

const TASK = "a2a.task.id=t-1";

/** A call of desk's in one trace, which refunds serves in another one: drawn from the attributes that semantic-conventions-genai #195 documents. */
const call = (traces: string, at: number, state: string, more = ""): string => {
  const [client = "", server = ""] = traces;
  const bar = (from: number, length: number): string => `|${" ".repeat(at + from)}${"=".repeat(length)}`.padEnd(26);
  return `
    ${client}:desk/desk          ${bar(0, 6)}|
      ${client}:desk/[send]      ${bar(1, 4)}|  client  ${TASK}  a2a.method.name=message/send
    ${server}:refunds/[serve]    ${bar(2, 2)}|  server  ${TASK}  a2a.task.state=${state}${more}
      ${server}:refunds/refunds  ${bar(2, 2)}|`;
};

test("X: a task's id joins client and server that share no trace (drawn from documented attributes)", () => {
  const [handoff, ...more] = judgeDrawing(call("ab", 0, "completed"));
  expect(more).toEqual([]);
  expect(handoff).toMatchObject({ rule: "X", confidence: 0.9, verdict: "delivered", joinedBy: { key: "a2a.task.id", value: "t-1" }, latency: { totalMs: 1000 } });
  expect(handoff?.traceIds).toHaveLength(2);
});

test("a second turn of the same task is the first handoff going on, with the gate it answered, in whatever order traces are read", () => {
  const picture = call("ab", 0, "TASK_STATE_INPUT_REQUIRED") + call("cd", 10, "completed");
  const [handoff, ...more] = judgeDrawing(picture);
  expect(more).toEqual([]);
  expect(kinds(handoff)).toEqual(["sent", "received", "gate_requested", "gate_decided", "completed"]);
  expect(handoff).toMatchObject({ verdict: "delivered", latency: { gateMs: 7000 } });
  expect(handoff?.traceIds).toHaveLength(4);
  const spans = drawTrace(picture);
  const seen = [spans, spans.toReversed()].flatMap((order) => ["a", "b", "c"].flatMap((trace) => searchTraces(order, 60_000).handoffsIn(trace.padStart(32, "0"))));
  expect(new Set(seen.map((evidence) => evidence.id))).toEqual(new Set([handoff?.id]));
});

test("the task's state decides, not the run of the turn: waiting for input is held, a refused task was rejected", () => {
  expect(told(judgeDrawing(call("ab", 0, "input-required")))).toEqual(["desk -> refunds X held"]);
  expect(told(judgeDrawing(call("ab", 0, "auth_required")))).toEqual(["desk -> refunds X held"]);
  expect(told(judgeDrawing(call("ab", 0, "TASK_STATE_REJECTED")))).toEqual(["desk -> refunds X rejected"]);
  expect(kinds(judgeDrawing(call("ab", 0, "failed"))[0])).toEqual(["sent", "received"]);
});

test("a poll hands nothing over, but tells what became of the task", () => {
  const poll = `
    e:desk/desk          |          ====  |
      e:desk/[poll]      |           ==   |  client  ${TASK}  a2a.method.name=tasks/get  a2a.task.state=completed`;
  const handoffs = judgeDrawing(call("ab", 0, "working") + poll);
  expect(told(handoffs)).toEqual(["desk -> refunds X delivered"]);
  expect(kinds(handoffs[0])).toEqual(["sent", "received", "completed"]);
});

test("two calls of one task open at once are not guessed apart", () => {
  const other = `
    e:clerk/clerk        |======     |
      e:clerk/[send]     | ====      |  client  ${TASK}  a2a.method.name=message/send`;
  expect(told(judgeDrawing(call("ab", 0, "completed") + other))).toEqual([]);
});

const turn = (trace: string, at: number, state: string): string => `
    ${trace}:desk/desk             |${" ".repeat(at)}======  |
      ${trace}:desk/[send]         |${" ".repeat(at)} ====   |  client  ${TASK}
        ${trace}:refunds/[serve]   |${" ".repeat(at)}  ==    |  server  ${TASK}  a2a.task.state=${state}
          ${trace}:refunds/refunds |${" ".repeat(at)}  ==    |`;

test("turns within traces of their own are one handoff, too", () => {
  expect(told(judgeDrawing(turn("a", 0, "input_required") + turn("b", 10, "completed")))).toEqual(["desk -> refunds R delivered"]);
});
