import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const picture = (received: string, sent = 'handoff.constraints=["at most 400 euros","answer by Friday"]'): string => `
    orchestrator  |==     |  producer  handoff.id=h1  handoff.source.agent.name=orchestrator  ${sent}
    a:worker      |    == |  consumer  handoff.id=h1  ${received}`;

test("a constraint the target does not list, and that is not in its payload, was dropped", () => {
  expect(judgeDrawing(picture('handoff.constraints=["at most 400 euros"]'))[0]?.findings).toMatchObject([
    { class: "constraint_dropped", severity: "error", evidence: { constraint: "answer by Friday" } },
  ]);
  expect(judgeDrawing(picture('handoff.received.payload={"limit":"at most 400 euros"}'))[0]?.findings).toMatchObject([{ class: "constraint_dropped", severity: "warning" }]);
});

test("a reported violation is told once", () => {
  expect(judgeDrawing(picture('handoff.constraints=["at most 400 euros"]  handoff.violations=["answer by Friday"]'))[0]?.findings).toMatchObject([
    { class: "constraint_dropped", reason: "violated: answer by Friday" },
  ]);
});

test("constraints that arrived in the payload, in another spelling or among others, and unknown ones are none", () => {
  expect(classesIn(picture('handoff.received.payload={"text":"At most 400 Euros, please answer by Friday."}'))).toEqual([]);
  expect(classesIn(picture('handoff.constraints=["At most 400 euros","answer by friday","in English"]'))).toEqual([]);
  expect(classesIn(picture("handoff.received.size=0  handoff.violations=no_draft_text_found", ""))).toEqual(["payload_missing"]);
  expect(classesIn(picture(""))).toEqual([]);
});
