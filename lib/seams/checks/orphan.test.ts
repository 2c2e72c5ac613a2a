import { expect, test } from "vitest";
import { drawnAt, drawTrace } from "@/lib/testing/draw-trace.ts";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";
import { conclude } from "../conclude.ts";
import { searchTraces } from "../search-traces.ts";

test("what was received and never sent is an orphan", () => {
  const picture = "executor |  ===  |  consumer  handoff.id=h1  handoff.source.agent.name=creator";
  expect(classesIn(picture)).toEqual(["orphan"]);
  expect(judgeDrawing(picture)).toMatchObject([{ source: { name: "creator" }, target: { name: "executor" }, verdict: "orphan" }]);
});

test("an approval of something nobody sent is an orphan", () => {
  expect(classesIn("approver |== |  handoff.id=h1  handoff.gate.status=approved  gen_ai.operation.name=chat")).toEqual(["orphan"]);
});

test("a receiver whose sender's span has not come yet is pending until the deadline", () => {
  const spans = `
    creator     |=====    |  client  handoff.id=h1  handoff.target.agent.name=executor
      executor  |  ===    |  server  handoff.id=h1`;
  const [, receiver] = drawTrace(spans);
  if (receiver === undefined) throw new Error("the drawing has no receiver");
  const verdictAfter = (seconds: number) =>
    searchTraces([receiver], 60_000).handoffsIn(receiver.traceId).map((one) => conclude("test", one, { kind: "none" }, drawnAt(seconds)).verdict);
  expect(verdictAfter(10)).toEqual(["pending"]);
  expect(verdictAfter(100)).toEqual(["orphan"]);
});
