import { expect, test } from "vitest";
import type { Handoff } from "@/lib/model/handoff.ts";
import { drawTrace } from "@/lib/testing/draw-trace.ts";
import { judgeDrawing } from "@/lib/testing/judge-drawing.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { attributesOf } from "@/lib/model/attributes.ts";
import { searchTraces } from "../search-traces.ts";

const course = (handoff: Handoff | undefined): string[] | undefined => handoff?.legs.map((leg) => leg.kind);
const claim = (handoff: Handoff | undefined, kind: string): string | undefined => handoff?.legs.find((leg) => leg.kind === kind)?.claim;

const ASKED = ["sent", "received", "gate_requested", "gate_decided", "completed"];

/** A desk that hands over to billing, in whose work something stands. */
const inTarget = (span: string): string => `
    desk           |==========|
      [tool]       | ======== |  gen_ai.operation.name=execute_tool  gen_ai.tool.name=ask_billing
        billing    | =======  |
          ${span}`;

test("AG2: the wait for a human's input is a gate, from the prompt to the answer (drawn from documented attributes)", () => {
  const [handoff] = judgeDrawing(inTarget("[await_human_input]  |  ===     |  ag2.human_input.prompt=Refund?  ag2.human_input.response=yes"));
  expect(course(handoff)).toEqual(ASKED);
  expect([claim(handoff, "gate_requested"), claim(handoff, "gate_decided")]).toEqual(["billing asked for Refund?", "answered yes"]);
  expect(handoff?.latency.gateMs).toBe(3000);
});

test("Claude Code: a tool blocked on its user tells the decision and where it came from (drawn from documented attributes)", () => {
  const [handoff] = judgeDrawing(inTarget("[claude_code.tool.blocked_on_user]  |  ===     |  decision=reject  source=user_reject"));
  expect(course(handoff)).toEqual(ASKED);
  expect(claim(handoff, "gate_decided")).toBe("rejected (user_reject)");
  const [byRule] = judgeDrawing(inTarget("[claude_code.tool.blocked_on_user]  |  =       |  decision=accept  source=config"));
  expect(byRule?.legs.find((leg) => leg.kind === "gate_decided")).toMatchObject({ agent: "config", claim: "approved (config)" });
});

test("approval.* names who decided; one that is pending is open (drawn from proposed attributes)", () => {
  const [handoff] = judgeDrawing(inTarget("[approval]  |  ===     |  approval.status=rejected  approval.approver_id=ada  approval.reason=too much"));
  expect(handoff?.legs.find((leg) => leg.kind === "gate_decided")).toMatchObject({ agent: "ada", claim: "rejected by ada: too much" });
  const [open] = judgeDrawing(inTarget("[approval]  |  ===     |  approval.status=pending"));
  expect(course(open)).toEqual(["sent", "received", "gate_requested", "completed"]);
});

test("MCP: a server that asks the user for input opens a gate until the answer (drawn from documented attributes)", () => {
  expect(course(judgeDrawing(inTarget("[elicitation]  |  ===     |  client  mcp.method.name=elicitation/create"))[0])).toEqual(ASKED);
});

test("a gate on the way, under the tool that hands over, stands before the reception", () => {
  const [handoff] = judgeDrawing(`
    desk           |==========|
      [tool]       | ======== |  gen_ai.operation.name=execute_tool  gen_ai.tool.name=ask_billing
        [approval] | ==       |  approval.status=approved  approval.approver_id=ada
        billing    |    ====  |`);
  expect(course(handoff)).toEqual(["sent", "gate_requested", "gate_decided", "received", "completed"]);
  expect(handoff?.latency).toMatchObject({ totalMs: 3000, gateMs: 2000, transitMs: 1000 });
});

const says = (call: string): string => `gen_ai.output.messages=[{"role":"assistant","parts":[${call}]}]`;
const asks = (id: string, name: string, input = "{}"): string => says(`{"type":"tool_call","id":"${id}","name":"${name}","arguments":${input}}`);
const tool = (id: string, name: string, input = "{}"): string => `gen_ai.operation.name=execute_tool  gen_ai.tool.name=${name}  gen_ai.tool.call.id=${id}  gen_ai.tool.call.arguments=${input}`;

/** An editor that asks for `publish` in trace a; in trace b it goes on as `then` says. */
const editor = (then: string, asked = asks("c1", "publish", '{"text":"draft"}'), at = "a"): string => `
    ${at}:desk            |=====     |
      ${at}:[chat]        |=         |  gen_ai.operation.name=chat
      ${at}:editor        | ====     |
        ${at}:[chat]      |  ==      |  gen_ai.operation.name=chat  ${asked}${then}`;

const RAN = `
    b:editor          |      ====|
      b:[publish]     |      ==  |  ${tool("c1", "publish", '{"text":"draft"}')}
        b:publisher   |      ==  |`;

test("a call that ran in another trace was sent when the model asked for it, and held up until it ran", () => {
  const [first, second, ...more] = judgeDrawing(editor(RAN));
  expect(more).toEqual([]);
  expect([first?.target.name, course(first)]).toEqual(["editor", ASKED]);
  expect([second?.target.name, course(second)]).toEqual(["publisher", ["sent", "gate_requested", "gate_decided", "received", "completed"]]);
  expect(second).toMatchObject({ rule: "D", joinedBy: { key: "gen_ai.tool.call.id", value: "c1" }, latency: { gateMs: 2000 } });
  expect(claim(second, "gate_decided")).toBe("approved publish");
});

test("X: a call that ran where its asker is not at work was handed to the agent that ran it", () => {
  const handoffs = judgeDrawing(editor(`
    b:[worker]        |      ====|  ${tool("c1", "publish")}
      b:publisher     |      ==  |`));
  expect(handoffs.map(({ source, target, rule, verdict }) => `${source.name} -> ${target.name} ${rule} ${verdict}`)).toEqual(["desk -> editor N delivered", "editor -> publisher X delivered"]);
});

test("a person who changed the arguments, and one who refused with a reason, are told so", () => {
  const changed = judgeDrawing(editor(RAN.replace("draft", "better draft")));
  expect(claim(changed[1], "gate_decided")).toBe("approved publish with other arguments");
  const request = '{"role":"assistant","parts":[{"type":"tool_call","id":"c1","name":"publish"},{"type":"tool_approval_request","approval_id":"p1","tool_call_id":"c1"}]}';
  const response = '{"role":"tool","parts":[{"type":"tool_approval_response","approval_id":"p1","approved":false,"reason":"not yet"},{"type":"tool_call_response","id":"c1","response":"denied"}]}';
  const [refused] = judgeDrawing(editor(`
    b:editor          |      ====|  gen_ai.input.messages=[${request},${response}]
      b:[chat]        |       == |  gen_ai.operation.name=chat`));
  expect(course(refused)).toEqual(ASKED);
  expect(claim(refused, "gate_decided")).toBe("rejected publish: not yet");
});

test("a refused call leaves no span: what the model was told instead is the decision", () => {
  const [handoff] = judgeDrawing(editor(`
    b:editor          |      ====|
      b:[chat]        |       == |  gen_ai.operation.name=chat  gen_ai.input.messages=[{"role":"assistant","parts":[]},{"role":"user","parts":[{"type":"tool_call_response","id":"c1","response":"The call was not approved."}]}]`));
  expect(claim(handoff, "gate_decided")).toBe("rejected publish: The call was not approved.");
});

const gated = (picture: string): number => judgeDrawing(picture).filter((handoff) => handoff.joinedBy !== null).length;

const failing = (response: string): string => editor(`
    b:editor          |      ====|
      b:[publish]     |      ==  |  ${tool("c1", "publish")}  gcp.vertex.agent.tool_response={"error":"${response}"}`);

test("a call refused by Google ADK has a span that answers with an error; one that fails by itself was approved (drawn from documented attributes)", () => {
  expect(claim(judgeDrawing(failing("This tool call is rejected."))[0], "gate_decided")).toBe("rejected publish: This tool call is rejected.");
  expect(claim(judgeDrawing(failing("the card was declined"))[0], "gate_decided")).toMatch(/^approved publish/);
});

test("an id that two traces ask for, or two answer, is not guessed; nor is a tool of another name", () => {
  expect(gated(editor(RAN))).toBe(2);
  expect(gated(editor(RAN) + editor("", undefined, "c"))).toBe(0);
  expect(gated(editor(RAN + RAN.replaceAll("b:", "d:")))).toBe(0);
  expect(gated(editor(RAN.replaceAll("publish", "archive")))).toBe(0);
});

test("a deferred call alone is open: the handoff to who asked is held", () => {
  const [handoff] = judgeDrawing(`
    desk            |=====     |
      [chat]        |=         |  gen_ai.operation.name=chat
      editor        | ====     |
        [publish]   |   =      |  ${tool("c1", "publish")}  pydantic_ai.tool.deferral.name=ApprovalRequired`);
  expect(handoff).toMatchObject({ verdict: "held", target: { name: "editor" } });
});

const called = (id: string): string => `
    a:manager         |=======   |  gen_ai.agent.call.id=r-1
    b:[POST]          |  ===     |  server  gen_ai.agent.call.id=${id}
      b:policy        |  ==      |  gen_ai.agent.call.id=r-2`;

test("X: a service that tells its caller's run by baggage was handed to by that run (drawn from documented attributes)", () => {
  expect(judgeDrawing(called("r-1"))).toMatchObject([{ rule: "X", source: { name: "manager" }, target: { name: "policy" }, joinedBy: { key: "gen_ai.agent.call.id", value: "r-1" } }]);
  expect(judgeDrawing(called("r-3"))).toEqual([]);
});

const run = (more: string): string => `mastra.metadata.runId=r1  ${more}`;
const saidAndGiven = '"the draft of the text about the closed bridge"';

test("X: a workflow resumed in another trace hands on what was said before it was suspended (drawn as Mastra records it)", () => {
  const picture = (given: string): string => `
    a:[newsroom]     |====        |  ${run("mastra.workflow_run.status=suspended")}
      a:writer       |==          |  gen_ai.output.messages=[{"role":"assistant","parts":[{"type":"text","content":${saidAndGiven}}]}]
      a:[approve]    |  =         |  ${run("mastra.workflow_step.status=suspended  mastra.workflow_step.step_id=approve")}
    b:[newsroom]     |      ====  |  ${run('mastra.metadata.resumedFromSpanId=0000000000000001  mastra.workflow_run.input={"approved":true}')}
      b:publisher    |       ==   |  ${run("mastra.metadata.resumedFromSpanId=0000000000000001")}  gen_ai.input.messages=[{"role":"user","parts":[{"type":"text","content":${given}}]}]`;
  const [handoff] = judgeDrawing(picture(saidAndGiven));
  expect(handoff).toMatchObject({ rule: "X", confidence: 0.9, joinedBy: { key: "mastra.metadata.runId", value: "r1" }, candidate: false });
  expect(course(handoff)).toEqual(["sent", "gate_requested", "gate_decided", "received", "completed"]);
  expect(claim(handoff, "gate_decided")).toBe('approved: resumed with {"approved":true}');
  expect(judgeDrawing(picture('"opening hours on public holidays"')).map((one) => one.candidate)).toEqual([true]);
});

test("ten thousand traces that all use one id, and a run that leaves ten thousand calls open, are searched in passing", () => {
  const agent = [["gen_ai.operation.name", "chat"], ["gen_ai.agent.name", "editor"]] as const;
  const many = Array.from({ length: 10_000 }, (_, at) => makeSpan({ traceId: (at + 1).toString(16).padStart(32, "0"), attributes: attributesOf([...agent, ["gen_ai.output.messages", '[{"parts":[{"type":"tool_call","id":"c1","name":"publish"}]}]']]) }));
  const [parent] = drawTrace("editor |====|");
  if (parent === undefined) throw new Error("no span was drawn");
  const open = Array.from({ length: 10_000 }, (_, at) => makeSpan({
    traceId: parent.traceId, spanId: (at + 100).toString(16).padStart(16, "0"), parentSpanId: parent.spanId,
    attributes: attributesOf([...agent, ["gen_ai.output.messages", `[{"parts":[{"type":"tool_call","id":"o${at}","name":"publish"}]}]`]]),
  }));
  const search = searchTraces([...many, parent, ...open], 60_000);
  expect(search.handoffsIn(parent.traceId)).toEqual([]);
});
