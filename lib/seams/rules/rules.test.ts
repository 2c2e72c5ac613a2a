import { expect, test } from "vitest";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { judgeDrawing } from "@/lib/testing/judge-drawing.ts";
import { searchTraces } from "../search-traces.ts";

const hex = (number: number): string => (number + 1).toString(16).padStart(16, "0");

/** "source -> target rule" of every handoff that is no mere candidate. */
const found = (picture: string): string[] =>
  judgeDrawing(picture).filter((handoff) => !handoff.candidate).map((handoff) => `${handoff.source.name} -> ${handoff.target.name} ${handoff.rule}`);

const said = (text: string): string => `gen_ai.output.messages=[{"role":"assistant","parts":[{"type":"text","content":"${text}"}]}]`;
const given = (text: string): string => `gen_ai.input.messages=[{"role":"user","parts":[{"type":"text","content":"${text}"}]}]`;

const handoffSpan = (attributes: string): string => `
    triage         |====    |
      [handoff]    |  =     |  ${attributes}
    billing        |    === |`;

test("E: every vocabulary that names the target is understood", () => {
  expect(found(handoffSpan("gen_ai.transfer.target.name=billing"))).toEqual(["triage -> billing E"]);
  expect(found(handoffSpan("gen_ai.agent.handoff.source.name=triage  gen_ai.agent.handoff.target.name=billing"))).toEqual(["triage -> billing E"]);
  expect(found(handoffSpan("gen_ai.handoff.from_agent=triage  gen_ai.handoff.to_agent=billing"))).toEqual(["triage -> billing E"]);
  expect(found(handoffSpan("from_agent=triage  to_agent=billing"))).toEqual(["triage -> billing E"]);
  expect(found(handoffSpan("handoff.source.agent.name=triage  handoff.target.agent.name=billing"))).toEqual(["triage -> billing E"]);
});

const calledBy = (type: string): string => `billing |===|  server  gen_ai.caller.name=desk  gen_ai.caller.type=${type}`;

test("E: a caller is a source only when its type says that it is no person", () => {
  expect(found(calledBy("human"))).toEqual([]);
});

const transferTo = (target: string): string => `
    teller           |====    |
      [tool]         |  =     |  gen_ai.operation.name=execute_tool  gen_ai.tool.name=transfer_to_${target}
    savings_desk     |    === |`;

const node = (name: string, step: number, trigger: string): string =>
  `openinference.span.kind=CHAIN  metadata={"langgraph_node":"${name}","langgraph_step":${step},"langgraph_triggers":["${trigger}"],"langgraph_checkpoint_ns":"${name}:1"}`;

test("C: what LangGraph sends comes from the only node of the step before; among several it is not guessed", () => {
  const pushed = (step: number): string => node("worker", step, "__pregel_push");
  expect(found(`
    [graph]      |======|
      [planner]  |=     |  ${node("planner", 1, "branch:to:planner")}
      [worker]   | ==   |  ${pushed(2)}
      [worker]   | ===  |  ${pushed(2)}`)).toEqual(["planner -> worker C", "planner -> worker C"]);
  expect(found(`
    [graph]      |======|
      [planner]  |=     |  ${node("planner", 1, "branch:to:planner")}
      [critic]   |=     |  ${node("critic", 1, "branch:to:critic")}
      [worker]   | ==   |  ${pushed(2)}`)).toEqual([]);
  expect(found(`
    [graph]      |======|
      [planner]  |=     |  ${node("planner", 1, "branch:to:planner")}
      [worker]   | ==   |  ${node("worker", 2, "branch:to:worker")}`)).toEqual([]);
});

test("C: each Send is joined to the run that was given it, whichever of them started first", () => {
  const command = JSON.stringify({ lg_name: "Command", goto: ["b", "a"].map((topic) => ({ lg_name: "Send", node: "worker", args: { topic } })) });
  const handoffs = judgeDrawing(`
    [graph]      |======|
      [planner]  |=     |  output.value=${command}  ${node("planner", 1, "branch:to:planner")}
      [worker]   | ==   |  input.value={"topic":"a"}  ${node("worker", 2, "__pregel_push")}
      [worker]   |  ==  |  input.value={"topic":"b"}  ${node("worker", 2, "__pregel_push")}`);
  expect(handoffs.map(({ sent, received }) => [sent?.body, received?.body])).toEqual([['{"topic":"a"}', '{"topic":"a"}'], ['{"topic":"b"}', '{"topic":"b"}']]);
});

const pythonCommand = (goto: unknown, update: unknown): string => `output.value=${JSON.stringify({ graph: null, update, resume: null, goto })}`;

test("C: Python's commands have no class name, and what they send is Python's text", () => {
  const handoffs = judgeDrawing(`
    [graph]      |======|
      [planner]  |=     |  ${pythonCommand(["Send(node='worker', arg={'topic': 'a'})"], null)}  ${node("planner", 1, "branch:to:planner")}
      [worker]   | =    |  ${pythonCommand("critic", { text: "a" })}  ${node("worker", 2, "__pregel_push")}
      [critic]   |  ==  |  ${node("critic", 3, "branch:to:critic")}`);
  expect(handoffs.map(({ target, rule, sent }) => [target.name, rule, sent?.body])).toEqual([["worker", "C", "{'topic': 'a'}"], ["critic", "C", '{"text":"a"}']]);
});

test("received by a graph's node is its whole input, not the messages that instrumentation picked from it; a tool's schema is not its arguments", () => {
  const [handoff] = judgeDrawing(`
    manager          |======   |
      [ask]          | =====   |  openinference.span.kind=TOOL  tool.parameters={"type":"object"}  input.value={"question":"policy?"}
        specialist   |  ===    |  openinference.span.kind=CHAIN  input.value={"messages":["policy?"]}  llm.input_messages.0.message.content=hello`);
  expect([handoff?.sent?.body, handoff?.received?.body]).toEqual(['{"question":"policy?"}', '{"messages":["policy?"]}']);
});

const delivered = (from: string, to: string): string => `
    [workflow]   |======|
      triage     |==    |
      [deliver]  |  =   |  message.source_id=${from}  message.target_id=${to}
      billing    |   == |`;

test("C: a message delivered between agents hands over; one from or to an executor that is no agent does not", () => {
  expect(found(delivered("triage", "billing"))).toEqual(["triage -> billing C"]);
  expect(found(delivered("internal:triage", "billing"))).toEqual([]);
  expect(found(delivered("triage", "archive"))).toEqual([]);
});

test("T: a transfer tool whose target is no agent in the trace is only a candidate", () => {
  expect(found(transferTo("savings_desk"))).toEqual(["teller -> savings_desk T"]);
  expect(found(transferTo("savings"))).toEqual([]);
});

const transferToAgent = (to: string): string => `gen_ai.operation.name=execute_tool  gen_ai.tool.name=transfer_to_agent  gen_ai.tool.call.arguments={"agentName":"${to}"}`;

test("T: a transfer to an agent further up gives back", () => {
  const handoffs = judgeDrawing(`
    desk           |======   |
      [tool]       | =       |  ${transferToAgent("billing")}
      billing      |  ====   |
        [tool]     |   =     |  ${transferToAgent("desk")}
        desk       |    ==   |`);
  expect(handoffs.map((handoff) => `${handoff.target.name} ${handoff.direction}`)).toEqual(["billing forward", "desk return"]);
});

test("T: repeated transfers are each joined to their own run", () => {
  const picture = `
    lead         |==            |
      [tool]     | =            |  gen_ai.operation.name=execute_tool  gen_ai.tool.name=transfer_to_math
    math         |   ==         |
    lead         |      ==      |
      [tool]     |       =      |  gen_ai.operation.name=execute_tool  gen_ai.tool.name=transfer_to_math
    math         |         ==   |`;
  expect(judgeDrawing(picture).filter((handoff) => handoff.rule === "T").map((handoff) => handoff.latency.totalMs)).toEqual([1000, 1000]);
});

test("D: an agent at work under a tool is handed over to, with arguments, result and its own input", () => {
  const [handoff] = judgeDrawing(`
    manager            |======   |
      [execute_tool]   | =====   |  gen_ai.operation.name=execute_tool  gen_ai.tool.name=ask  gen_ai.tool.call.arguments={"question":"policy?"}  gen_ai.tool.call.result="30 days"
        specialist     |  ===    |  ${given("policy?")}`);
  expect(handoff).toMatchObject({ rule: "D", mode: "return_to_caller", sent: { body: '{"question":"policy?"}' }, returned: { body: '"30 days"' } });
  expect(handoff?.received?.body).toContain("policy?");
});

test("R: an agent in another service, or behind a client and a server span, is called remotely", () => {
  expect(found(`
    desk/triage         |======   |
      refunds/refunds   | =====   |`)).toEqual(["triage -> refunds R"]);
  expect(found(`
    triage              |======   |
      [POST]            | =====   |  client
        [POST]          | =====   |  server
          refunds       |  ===    |`)).toEqual(["triage -> refunds R"]);
});

test("N: a nested agent without a tool between is handed over to, but not by a container", () => {
  expect(found(`
    writer        |======   |
      [chat]      |=        |  gen_ai.operation.name=chat
      editor      |  ===    |`)).toEqual(["writer -> editor N"]);
  expect(found(`
    pipeline      |======   |
      writer      |==       |
      editor      |   ==    |`)).toEqual([]);
});

test("S: parallel workers all hand over to the aggregator that was given what they said", () => {
  const picture = `
    [root]          |==========|
      planner       |==        |  ${said("split into weather and news of today")}
      weather       |  ==      |  ${given("split into weather and news of today")}  ${said("it will be sunny in Lisbon")}
      news          |  ===     |  ${given("split into weather and news of today")}  ${said("the bridge is closed again")}
      aggregator    |      ==  |  ${given("it will be sunny in Lisbon; the bridge is closed again")}`;
  expect(found(picture).toSorted()).toEqual(["news -> aggregator S", "planner -> news S", "planner -> weather S", "weather -> aggregator S"]);
});

test("S: a container between stands for its members that ran last, or first", () => {
  const picture = `
    [root]         |==========|
      planner      |==        |  ${said("split into weather and news of today")}
      crew         |  ===     |
        weather    |  ==      |  ${given("split into weather and news of today")}  ${said("it will be sunny in Lisbon")}
        news       |  ===     |  ${given("split into weather and news of today")}  ${said("the bridge is closed again")}
      aggregator   |      ==  |  ${given("it will be sunny in Lisbon; the bridge is closed again")}`;
  expect(found(picture).toSorted()).toEqual(["news -> aggregator S", "planner -> news S", "planner -> weather S", "weather -> aggregator S"]);
});

const turn = (before: string, then: string): string => `${given(before)}  ${said(then)}`;

test("S: in a loop every second handoff returns", () => {
  const handoffs = judgeDrawing(`
    [root]     |========|
      writer   |==      |  ${turn("topic", "first draft of the text")}
      critic   |  ==    |  ${turn("first draft of the text", "name the bridge, please")}
      writer   |    ==  |  ${turn("name the bridge, please", "second draft of the text")}
      critic   |      ==|  ${turn("second draft of the text", "good as it is now")}`);
  expect(handoffs.map((handoff) => `${handoff.target.name} ${handoff.direction}`)).toEqual(["critic forward", "writer return", "critic forward"]);
});

test("S: every worker of one name hands over to who sums them up", () => {
  const picture = `
    [root]       |========|
      worker     |==      |  ${said("it will be sunny in Lisbon")}
      worker     |===     |  ${said("the bridge is closed again")}
      writer     |   ==   |  ${given("it will be sunny in Lisbon; the bridge is closed again")}`;
  expect(found(picture)).toEqual(["worker -> writer S", "worker -> writer S"]);
  expect(new Set(judgeDrawing(picture).map((handoff) => handoff.id)).size).toBe(2);
});

test("S: agents that merely share the user's message hand over nothing", () => {
  const picture = `
    [root]       |========|
      greeter    |==      |  ${given("please greet the customer Ada")}  ${said("please greet the customer Ada")}
      auditor    |    ==  |  ${given("please greet the customer Ada")}`;
  expect(found(picture)).toEqual([]);
});

const summarised = (summary: string): string => `
    [root]       |========|
      researcher |==      |  ${said("the refund policy allows returns within thirty days of delivery for unopened goods")}
      writer     |    ==  |  ${given(summary)}`;

test("S: a summary that keeps most of the words still counts as data flow", () => {
  expect(found(summarised("note: refund policy allows returns within thirty days of delivery, says research"))).toEqual(["researcher -> writer S"]);
  expect(found(summarised("write about our opening hours on public holidays"))).toEqual([]);
});

test("what the agents report wins, and what a rule saw as well is corroboration", () => {
  const [handoff, ...more] = judgeDrawing(`
    triage         |======   |
      [handoff]    | =====   |  producer  handoff.id=h1  handoff.target.agent.name=billing
        billing    |  ===    |  handoff.id=h1  handoff.source.agent.name=triage  handoff.target.agent.name=billing`);
  expect(more).toEqual([]);
  expect(handoff).toMatchObject({ id: "h1", rule: "E", corroboration: ["N"], verdict: "delivered" });
});

test("circles of parents, missing parents and deep chains are survived", () => {
  const chain = Array.from({ length: 5000 }, (_, level) => makeSpan({ spanId: hex(level), parentSpanId: hex(level - 1), name: "step" }));
  const circle = [makeSpan({ spanId: "a".repeat(16), parentSpanId: "b".repeat(16) }), makeSpan({ spanId: "b".repeat(16), parentSpanId: "a".repeat(16) })];
  const self = makeSpan({ spanId: "c".repeat(16), parentSpanId: "c".repeat(16) });
  const search = searchTraces([...chain, ...circle, self], 60_000);
  expect(search.handoffsIn(self.traceId)).toEqual([]);
  expect(search.traceOf(self.traceId)?.spans).toHaveLength(5003);
});
