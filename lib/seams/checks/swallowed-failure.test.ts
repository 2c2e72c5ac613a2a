import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const SAID = "gen_ai.output.messages=Here is your report on all vendors";

/** A manager that asks a specialist as a tool; the specialist fails, and the manager answers. */
const asked = ({ manager = SAID, tool = "", specialist = "error  error.type=TimeoutError", rest = "" } = {}): string => `
  manager                |==========|  ${manager}
    [ask-specialist]       | ===      |  gen_ai.operation.name=execute_tool  gen_ai.tool.name=ask_specialist  gen_ai.tool.call.arguments={"question":"what do the vendors cost?"}  ${tool}
      specialist             | ===      |  gen_ai.input.messages=what do the vendors cost?  ${specialist}
${rest}`;

test("a specialist that failed, of which its manager says no word, is a swallowed_failure of the manager", () => {
  expect(judgeDrawing(asked())).toMatchObject([{
    source: { name: "manager" }, target: { name: "specialist" }, failed: true, silent: true,
    findings: [{ class: "swallowed_failure", side: "producer", message: "specialist failed, and manager finished without a word of it", evidence: { child: "specialist", reportedBy: "manager" } }],
  }]);
});

test("a claim that there were no errors is no mention of one", () => {
  expect(classesIn(asked({ manager: "gen_ai.output.messages=Done without errors, no failures at all" }))).toEqual(["swallowed_failure"]);
  expect(classesIn(asked({ manager: 'gen_ai.output.messages={"report":"all vendors","failed":0,"errors":[],"ok":true}' }))).toEqual(["swallowed_failure"]);
});

test.each([
  ["in words", "gen_ai.output.messages=I could not reach the specialist, so prices are left out"],
  ["as a count", 'gen_ai.output.messages={"report":"all vendors","failed":1}'],
  ["as a status", 'gen_ai.output.messages={"report":"all vendors","status":"partial"}'],
  ["as a flag", 'gen_ai.output.messages={"report":"all vendors","success":false}'],
  ["as the error's own code", "gen_ai.output.messages=All vendors, but for a TimeoutError"],
  ["in a warning", `${SAID}  handoff.warnings=1 of 2 specialists failed`],
  ["by failing, too", `${SAID}  error`],
  ["as its own error type", `${SAID}  error.type=partial`],
])("a failure that the manager tells of %s is not swallowed", (_, manager) => {
  expect(classesIn(asked({ manager }))).toEqual([]);
});

test("a failure that came back as the tool's result was told", () => {
  expect(classesIn(asked({ tool: "gen_ai.tool.call.result=Error: the specialist timed out" }))).toEqual([]);
});

test("what was said is not known: nothing can be said of it either", () => {
  expect(classesIn(asked({ manager: "" }))).toEqual([]);
});

test("a failure that was tried again with success, or went to a fallback, was dealt with", () => {
  const again = `    [ask-specialist]       |     ===  |  gen_ai.operation.name=execute_tool  gen_ai.tool.name=ask_specialist  gen_ai.tool.call.arguments={"question":"what do the vendors cost?"}
      specialist             |     ===  |  gen_ai.input.messages=what do the vendors cost?`;
  const fallback = `    [ask-generalist]       |     ===  |  gen_ai.operation.name=execute_tool  gen_ai.tool.name=ask_generalist  gen_ai.tool.call.arguments={"question":"what do the vendors cost?"}
      generalist             |     ===  |  gen_ai.input.messages=what do the vendors cost?`;
  expect(classesIn(asked({ rest: again }))).toEqual([]);
  expect(classesIn(asked({ rest: fallback }))).toEqual([]);
});

test("the same agent asked something else later did not repeat what failed", () => {
  const other = `    [ask-specialist]       |     ===  |  gen_ai.operation.name=execute_tool  gen_ai.tool.name=ask_specialist  gen_ai.tool.call.arguments={"question":"where is the data kept?"}
      specialist             |     ===  |  gen_ai.input.messages=where is the data kept?`;
  expect(classesIn(asked({ rest: other }))).toEqual(["swallowed_failure"]);
});

test("exceptions by which a framework steers, and cancelled runs, are no failures", () => {
  expect(classesIn(asked({ specialist: "error  error.type=asyncio.CancelledError" }))).toEqual([]);
});

test("a specialist that failed after its result had been taken did its work", () => {
  const specialist = "error  gen_ai.output.messages=List prices start at 1200 euros for a team of ten";
  expect(classesIn(asked({ specialist, tool: "gen_ai.tool.call.result=List prices start at 1200 euros for a team of ten" }))).toEqual([]);
});

/** A planner that is over when its workers run; a writer sums up what they found. */
const joined = (writer: string, given = "List prices start at 1200 euros for a team of ten"): string => `
  [graph]                |=============|
    planner              |==           |
      [to-pricing]         | =           |  gen_ai.operation.name=execute_tool  gen_ai.tool.name=transfer_to_pricing  gen_ai.tool.call.arguments={"task":"look up the prices"}
      [to-legal]           | =           |  gen_ai.operation.name=execute_tool  gen_ai.tool.name=transfer_to_legal  gen_ai.tool.call.arguments={"task":"read the contracts"}
    pricing              |  ===        |  gen_ai.input.messages=look up the prices  gen_ai.output.messages=List prices start at 1200 euros for a team of ten
    legal                |  ==         |  gen_ai.input.messages=read the contracts  error  error.type=ValueError
    writer               |      ====   |  gen_ai.input.messages=Sum up: ${given}  ${writer}`;

test("a failed worker of a fan-out is for whoever joins the results of the others to tell", () => {
  const found = judgeDrawing(joined(SAID)).filter((handoff) => handoff.findings.length > 0);
  expect(found).toMatchObject([{ source: { name: "planner" }, target: { name: "legal" }, findings: [{ class: "swallowed_failure", evidence: { child: "legal", reportedBy: "writer" } }] }]);
});

test("a writer that says what is missing, or was told of the failure, swallowed nothing", () => {
  expect(classesIn(joined("gen_ai.output.messages=Prices are fine; the contracts could not be read"))).toEqual([]);
  expect(classesIn(joined(SAID, "List prices start at 1200 euros for a team of ten; legal failed"))).toEqual([]);
});

test("a failure with nobody left to tell of it is left alone", () => {
  const picture = `
  triage         |==       |  producer  handoff.id=h1  ${SAID}
  refunds        |   ==    |  consumer  handoff.id=h1  error`;
  expect(classesIn(picture)).toEqual([]);
});
