import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const picture = (outcome: string): string => `
    planner   |==      |  producer  handoff.id=h1  handoff.sent.payload={"subtasks":"one"}
    a:worker  |    === |  consumer  handoff.id=h1  handoff.validation.result=fail  handoff.validation.errors=["/subtasks: must be array"]  ${outcome}`;

test("a receiver that ran on an invalid payload failed silently", () => {
  expect(classesIn(picture("handoff.state=completed"))).toEqual(["schema_violation", "accepted_invalid"]);
  expect(judgeDrawing(picture("handoff.state=completed"))).toMatchObject([{ verdict: "delivered", silent: true }]);
});

test("an invalid payload that was refused was caught", () => {
  expect(classesIn(picture("handoff.state=rejected"))).toEqual(["schema_violation"]);
  expect(judgeDrawing(picture("handoff.state=rejected"))).toMatchObject([{ verdict: "rejected", silent: false }]);
});
