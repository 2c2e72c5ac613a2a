import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const picture = (first: string, second: string): string => `
    billing    |==         |  producer  handoff.id=h1
    a:refunds  |   ==      |  consumer  handoff.id=h1  handoff.retry.attempt=0  handoff.idempotency_key=order-7  ${first}
    b:refunds  |       ==  |  consumer  handoff.id=h1  handoff.retry.attempt=1  handoff.idempotency_key=order-7  ${second}`;

test("one key and two effects are a duplicate effect", () => {
  expect(judgeDrawing(picture("handoff.effect.id=refund-1", "handoff.effect.id=refund-2"))[0]?.findings).toMatchObject([
    { class: "duplicate_effect", evidence: { key: "order-7", effects: "refund-1, refund-2" } },
  ]);
});

test("a repeat answered with the first outcome, and a failed first attempt, are none", () => {
  expect(classesIn(picture("handoff.effect.id=refund-1", "handoff.effect.id=refund-1"))).toEqual([]);
  expect(classesIn(picture("handoff.effect.id=refund-1  handoff.state=failed", "handoff.effect.id=refund-2"))).toEqual([]);
  expect(classesIn(picture("", ""))).toEqual([]);
});
