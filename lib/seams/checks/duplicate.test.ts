import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

test("one handoff processed by two spans of the target is a duplicate", () => {
  const picture = `
    triage     |==         |  producer  handoff.id=h1
    a:refunds  |   ==      |  consumer  handoff.id=h1
    b:refunds  |       ==  |  consumer  handoff.id=h1`;
  expect(classesIn(picture)).toEqual(["duplicate"]);
});

test("a second attempt, and a reception after a refused one, are retries", () => {
  const attempts = `
    triage     |==         |  producer  handoff.id=h1
    a:refunds  |   ==      |  consumer  handoff.id=h1  handoff.retry.attempt=0
    b:refunds  |       ==  |  consumer  handoff.id=h1  handoff.retry.attempt=1`;
  const refused = `
    triage     |==         |  producer  handoff.id=h1
    a:refunds  |   ==      |  consumer  handoff.id=h1  handoff.state=rejected
    b:refunds  |       ==  |  consumer  handoff.id=h1`;
  expect(classesIn(attempts)).toEqual([]);
  expect(judgeDrawing(refused)).toMatchObject([{ verdict: "recovered", findings: [] }]);
});

test("a transport span with the agent's own span inside it is one reception", () => {
  const picture = `
    triage     |==         |  producer  handoff.id=h1
    a:[POST]   |   ====    |  server  handoff.id=h1
      a:refunds  |    ==     |  handoff.id=h1`;
  expect(classesIn(picture)).toEqual([]);
});
