import { expect, test } from "vitest";
import { drawTrace } from "@/lib/testing/draw-trace.ts";
import { judgeDrawing } from "@/lib/testing/judge-drawing.ts";
import { searchTraces } from "../search-traces.ts";

/** "source -> target rule" of every handoff that is no mere candidate. */
const found = (picture: string): string[] =>
  judgeDrawing(picture).filter((handoff) => !handoff.candidate).map((handoff) => `${handoff.source.name} -> ${handoff.target.name} ${handoff.rule}`);

const said = (text: string): string => `gen_ai.output.messages=[{"role":"assistant","parts":[{"type":"text","content":"${text}"}]}]`;
const given = (text: string): string => `gen_ai.input.messages=[{"role":"user","parts":[{"type":"text","content":"${text}"}]}]`;

const asks = (tool: string): string => `gen_ai.operation.name=chat  gen_ai.output.messages=[{"role":"assistant","parts":[{"type":"tool_call","id":"1","name":"${tool}","arguments":{"order":"A-100"}}]}]`;

const asksAndThen = (next: string): string => `
    [workflow]   |======|
      triage     |==    |
        [chat]   |=     |  ${asks("transfer_to_billing")}
      ${next}    |  ==  |
      billing    |    ==|`;

test("T: a transfer that left no span is told by the model that asked for it, when that agent is the next to run", () => {
  expect(found(asksAndThen("billing"))).toEqual(["triage -> billing T"]);
  expect(judgeDrawing(asksAndThen("billing"))[0]?.sent?.body).toBe('{"order":"A-100"}');
  expect(found(asksAndThen("auditor"))).toEqual([]);
});

const refusing = (attributes: string, words: string): string => `
    lead         |====|
      [tool]     | =  |  gen_ai.operation.name=execute_tool  ${attributes}  gen_ai.tool.call.result=${words}`;

test("T: a framework that refuses in words has rejected the handoff, though no span failed", () => {
  const strands = refusing('gen_ai.tool.name=handoff_to_agent  gen_ai.tool.call.arguments={"agent_name":"invoices"}', '[{"text":"Error: Agent \'invoices\' not found in swarm"}]');
  const llamaIndex = refusing('gen_ai.tool.name=handoff  gen_ai.tool.call.arguments={"to_agent":"invoices"}', "Agent invoices not found. Please select a valid agent to hand off to. Valid agents: lead");
  for (const picture of [strands, llamaIndex]) expect(judgeDrawing(picture).map(({ target, verdict, candidate }) => [target.name, verdict, candidate])).toEqual([["invoices", "rejected", false]]);
});

const withoutTarget = (model: string): string => `
    [workflow]     |======|
      triage       |==    |
        [chat]     |=     |  ${model}
        [handoff]  | =    |  gen_ai.operation.name=handoff  gen_ai.handoff.from_agent=triage
      auditor      |  ==  |
      billing      |    ==|`;

test("E: a handoff that names no target went to the agent its model asked for, else to the one that ran next", () => {
  expect(found(withoutTarget(asks("transfer_to_billing")))).toEqual(["triage -> billing E"]);
  expect(found(withoutTarget("gen_ai.operation.name=chat"))).toEqual(["triage -> auditor E"]);
});

function rulesFrom(scope: string): string[] {
  const spans = drawTrace(`
      [team]       |====|
        writer     |==  |
        reviewer   |  ==|  graph.node.parent_id=writer`).map((span) => ({ ...span, scope: { ...span.scope, name: scope } }));
  return searchTraces(spans, 60_000).handoffsIn(spans[0]?.traceId ?? "").map(({ rule, confidence }) => `${rule} ${confidence}`);
}

test("G: a parent in the graph of agents is believed only from instrumentations whose parents spoke before", () => {
  expect(rulesFrom("openinference.instrumentation.autogen_agentchat")).toEqual(["G 0.9"]);
  expect(rulesFrom("openinference.instrumentation.crewai")).toEqual(["S 0.4"]);
});

const askedBeside = (answer: string): string => `
    [workflow]       |======|
      manager        |======|
        [tool]       | ==== |  gen_ai.operation.name=execute_tool  gen_ai.tool.name=ask  gen_ai.tool.call.arguments={"input":"how long are refunds possible?"}  gen_ai.tool.call.result=${answer}
      specialist     |  ==  |  ${given("how long are refunds possible?")}  ${said("30 days after delivery")}`;

test("D: an agent that ran beside its caller was the tool, when it was given the tool's arguments and gave its result", () => {
  expect(found(askedBeside("30 days after delivery"))).toEqual(["manager -> specialist D"]);
  expect(found(askedBeside("nobody was there to answer"))).toEqual([]);
});

test("D: a subagent of Claude's Agent SDK is called by its type, not by the tool's name that its span bears", () => {
  expect(found(`
    lead          |======|
      [Task]      | ==== |  openinference.span.kind=TOOL  tool.name=Task  input.value={"subagent_type":"researcher","prompt":"what makes the tides?"}
        [Task]    |  ==  |  openinference.span.kind=AGENT  agent.name=Task`)).toEqual(["lead -> researcher D"]);
});

test("N: Claude Code's own spans show a subagent as the tool call that it is the work of; other tools are no agents", () => {
  expect(found(`
    [claude_code.interaction]       |======|
      [claude_code.llm_request]     |=     |
      [claude_code.tool]            | ===  |  tool_name=Task  subagent_type=researcher  agent_id=a1
        [claude_code.llm_request]   |  ==  |  agent_id=a1
      [claude_code.tool]            |    = |  tool_name=Read`)).toEqual(["claude_code -> researcher N"]);
});
