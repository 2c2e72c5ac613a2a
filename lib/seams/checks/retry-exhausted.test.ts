import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const picture = (max: number, last: string): string => `
    triage       |==               |  producer  handoff.id=h1  handoff.retry.max=${max}
    a:refunds    |   ==            |  consumer  handoff.id=h1  handoff.state=rejected  handoff.retry.attempt=0
    triage       |       ==        |  producer  handoff.id=h1  handoff.retry.attempt=1
    b:refunds    |           ==    |  consumer  handoff.id=h1  handoff.retry.attempt=1  ${last}`;

test("a refused last attempt leaves no other", () => {
  expect(judgeDrawing(picture(1, "handoff.state=rejected"))).toMatchObject([
    { verdict: "rejected", silent: false, findings: [{ class: "retry_exhausted", evidence: { attempt: "1", max: "1" } }] },
  ]);
  expect(classesIn(picture(1, "error  handoff.state=failed"))).toEqual(["retry_exhausted"]);
});

test("a last attempt that went through, and a failure with attempts left, exhaust nothing", () => {
  expect(classesIn(picture(1, "handoff.state=completed"))).toEqual([]);
  expect(classesIn(picture(3, "handoff.state=rejected"))).toEqual([]);
});
