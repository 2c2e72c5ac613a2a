import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const picture = (sent: string, received: string): string => `
    orchestrator  |==     |  producer  handoff.id=h1  ${sent}
    a:worker      |    == |  consumer  handoff.id=h1  ${received}`;

test("more tokens than the budget are over it, and an estimate only warns", () => {
  expect(judgeDrawing(picture("handoff.sent.tokens=4100", "handoff.budget.tokens=4000"))[0]?.findings).toMatchObject([
    { class: "over_budget", severity: "error", message: "4100 tokens sent, 4000 allowed" },
  ]);
  expect(judgeDrawing(picture("handoff.sent.tokens=4100  handoff.tokens.method=estimate", "handoff.budget.tokens=4000"))[0]?.findings).toMatchObject([{ severity: "warning" }]);
  expect(classesIn(picture("handoff.budget.exceeded=true", ""))).toEqual(["over_budget"]);
});

test("a budget filled to the last token, and the model's own usage, exceed nothing", () => {
  expect(classesIn(picture("handoff.sent.tokens=4000  handoff.budget.exceeded=false", "handoff.budget.tokens=4000"))).toEqual([]);
  expect(classesIn(picture("gen_ai.usage.input_tokens=9000  handoff.budget.tokens=4000", ""))).toEqual([]);
});
