import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

test("a handoff nobody received is lost once its deadline has passed", () => {
  const picture = `
    creator |==        |  producer  handoff.id=h1  handoff.target.agent.name=executor`;
  expect(classesIn(picture, 30)).toEqual([]);
  expect(classesIn(picture, 63)).toEqual(["lost"]);
  expect(judgeDrawing(picture, 63)).toMatchObject([{ verdict: "lost", failed: true, silent: true }]);
});

test("the declared time-out comes before the default deadline", () => {
  expect(classesIn("creator |== |  producer  handoff.id=h1  handoff.target.agent.name=executor  handoff.timeout=10", 13)).toEqual(["lost"]);
});

test("a handoff that waits at an open gate is held, not lost", () => {
  const picture = `
    creator   |==        |  producer  handoff.id=h1  handoff.target.agent.name=executor
    a:approver  |   ==     |  handoff.id=h1  handoff.gate.type=approval  handoff.gate.status=pending  gen_ai.operation.name=chat`;
  expect(judgeDrawing(picture)).toMatchObject([{ verdict: "held", findings: [] }]);
});

test("after the gate's decision the deadline runs anew", () => {
  const picture = `
    creator     |==                        |  producer  handoff.id=h1  handoff.target.agent.name=executor
    a:approver  |                        ==|  handoff.id=h1  handoff.gate.status=approved  gen_ai.operation.name=chat`;
  expect(judgeDrawing(picture, 70)).toMatchObject([{ verdict: "pending" }]);
  expect(judgeDrawing(picture, 90)).toMatchObject([{ verdict: "lost" }]);
});
