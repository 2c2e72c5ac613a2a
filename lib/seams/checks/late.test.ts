import { expect, test } from "vitest";
import { judgeDrawing } from "@/lib/testing/judge-drawing.ts";

test("a reception after the declared time-out is late", () => {
  const picture = `
    creator     |==              |  producer  handoff.id=h1  handoff.timeout=5
    a:executor  |           ==   |  consumer  handoff.id=h1`;
  expect(judgeDrawing(picture)[0]?.findings).toMatchObject([{ class: "late", evidence: { overMs: "4000" } }]);
});

test("a slow handoff for which nobody declared a limit is not late", () => {
  const picture = `
    creator     |==${" ".repeat(200)}  |  producer  handoff.id=h1
    a:executor  |  ${" ".repeat(200)}==|  consumer  handoff.id=h1`;
  expect(judgeDrawing(picture)).toMatchObject([{ verdict: "delivered", findings: [] }]);
});
