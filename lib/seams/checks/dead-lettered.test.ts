import { expect, test } from "vitest";
import { judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const picture = (later: string): string => `
    triage       |==               |  producer  handoff.id=h1
    a:refunds    |   ==            |  consumer  handoff.id=h1  handoff.state=dead_lettered  handoff.dead_letter.queue=refunds-dlq  handoff.dead_letter.reason=order_unknown  handoff.retry.attempt=0
    ${later}`;

test("a handoff put into a dead letter queue is an error, and was caught", () => {
  const [handoff] = judgeDrawing(picture(""));
  expect(handoff).toMatchObject({ verdict: "dead_lettered", failed: true, silent: false });
  expect(handoff?.findings).toMatchObject([{ class: "dead_lettered", reason: "order_unknown", message: "put into refunds-dlq: order_unknown" }]);
  expect(handoff?.legs.map((leg) => leg.kind)).not.toContain("completed");
});

test("one that was redriven from the queue and completed is recovered", () => {
  expect(judgeDrawing(picture("b:refunds    |         ===     |  consumer  handoff.id=h1  handoff.retry.attempt=1"))).toMatchObject([{ verdict: "recovered", findings: [] }]);
});
