import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

/** A planner that hands a plan to a writer, and the writer runs on it. */
const planned = (plan: string, planner = "planner", rest = ""): string => `
  ${planner}      |==       |  producer  handoff.id=h1  handoff.sent.payload=${plan}
  a:writer     |    ==   |  consumer  handoff.id=h1  gen_ai.output.messages=The report
${rest}`;

test("an empty list of subtasks on which somebody ran is an empty_fan_out of the planner, at the list", () => {
  expect(judgeDrawing(planned('{"goal":"Compare vendors","subtasks":[]}'))).toMatchObject([{
    failed: true, silent: true,
    findings: [{ class: "empty_fan_out", side: "producer", pointer: "/subtasks", message: "planner planned no work (/subtasks is empty), and writer went on" }],
  }]);
});

const said = (output: string): string => `
  [graph]       |=====    |
    planner       |==       |  gen_ai.output.messages=${output}
    writer        |  ==     |  gen_ai.input.messages=Write about the goal: Compare the vendors of a vector database`;

test("what the planner said counts as much as what it is known to have sent, also inside its messages", () => {
  expect(classesIn(said('{"goal":"Compare the vendors of a vector database","subtasks":[]}'))).toEqual(["empty_fan_out"]);
  expect(classesIn(said(String.raw`[{"role":"assistant","content":"{\"goal\":\"Compare the vendors of a vector database\",\"subtasks\":[]}"}]`))).toEqual(["empty_fan_out"]);
  expect(classesIn(said('{"goal":"Compare the vendors of a vector database","subtasks":["prices"]}'))).toEqual([]);
});

const counted = (count: number): string => `
  dispatcher     |==       |  producer  handoff.id=h1  handoff.sent.payload={"goal":"Compare vendors"}  handoff.group.id=g1  handoff.group.expected_count=${count}
  a:writer     |    ==   |  consumer  handoff.id=h1`;

test("a fan-out that counts nobody is one, in whatever trace it is taken up", () => {
  expect(judgeDrawing(counted(0))[0]?.findings).toMatchObject([{ class: "empty_fan_out", pointer: "", evidence: { basis: "declared" } }]);
  expect(classesIn(counted(1))).toEqual([]);
});

test.each([
  ['{"subtasks":[],"answer":"42 is the answer to it"}', "an answer"],
  ['{"subtasks":[],"reason":"the question is answered by the manual"}', "a reason"],
  ['{"subtasks":[],"status":"done"}', "a status"],
  ['{"subtasks":[],"done":true}', "a flag"],
  ['{"subtasks":[],"searches":["list prices"]}', "other work"],
  ['{"subtasks":[{"id":1}],"tasks":[]}', "another list that is filled"],
  ['{"subtasks":"none"}', "no list at all"],
  ["no subtasks", "prose"],
])("%s has %s", (plan) => {
  expect(classesIn(planned(plan))).toEqual([]);
});

test("a list of that name means a plan only in the hands of an agent that plans", () => {
  expect(judgeDrawing(planned('{"goal":"Compare vendors","steps":[]}'))[0]?.findings).toMatchObject([{ class: "empty_fan_out", severity: "warning" }]);
  expect(classesIn(planned('{"order":"A-17","items":[]}', "checkout"))).toEqual([]);
  expect(classesIn(planned('{"list":"today","tasks":[]}', "todo-reader"))).toEqual([]);
});

test("a run that stopped there, or sent the plan back, went on with nothing", () => {
  const stopped = 'planner  |==       |  producer  handoff.id=h1  handoff.target.agent.name=writer  handoff.sent.payload={"goal":"Compare vendors","subtasks":[]}';
  expect(classesIn(stopped, 30)).toEqual([]);
  expect(classesIn(planned('{"goal":"Compare vendors","subtasks":[]}').replace("handoff.id=h1  gen_ai", "handoff.id=h1  handoff.state=rejected  gen_ai"))).toEqual([]);
});

test("an empty plan beside work that the same run handed out is none", () => {
  const picture = `
  planner        |====     |
    [send]         | =       |  producer  handoff.id=h1  handoff.target.agent.name=writer  handoff.sent.payload={"goal":"Compare vendors","subtasks":[]}
    [send]         | =       |  producer  handoff.id=h2  handoff.target.agent.name=pricing  handoff.sent.payload={"goal":"Compare prices"}
  a:writer       |    ==   |  consumer  handoff.id=h1
  b:pricing      |    ==   |  consumer  handoff.id=h2`;
  expect(classesIn(picture)).toEqual([]);
});
