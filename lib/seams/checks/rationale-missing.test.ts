import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const picture = (payload: unknown, received: unknown = payload, terms = "handoff.rationale.required=true"): string => `
    analyst   |==     |  producer  handoff.id=h1  handoff.sent.payload=${JSON.stringify(payload)}  ${terms}
    a:writer  |    == |  consumer  handoff.id=h1  handoff.received.payload=${JSON.stringify(received)}`;

test("a conclusion without the rationale that is required is a warning at the producer", () => {
  expect(judgeDrawing(picture({ verdict: "refuse the refund" }))[0]).toMatchObject({ failed: false, findings: [{ class: "rationale_missing", severity: "warning", side: "producer" }] });
  expect(classesIn(picture({ verdict: "refuse", reasoning: " " }))).toEqual(["rationale_missing"]);
  expect(judgeDrawing(picture({ verdict: "refuse" }, undefined, "handoff.rationale.field=/basis"))[0]?.findings).toMatchObject([{ pointer: "/basis" }]);
});

test("a rationale that was sent and did not arrive is the seam's", () => {
  const findings = judgeDrawing(picture({ verdict: "refuse", reasoning: "out of the period" }, { verdict: "refuse" }))[0]?.findings;
  expect(findings).toMatchObject([{ class: "context_loss" }, { class: "rationale_missing", side: "seam", reason: "rationale lost on the way" }]);
});

test("a rationale under any name, prose, and a handoff that requires none are none", () => {
  expect(classesIn(picture({ verdict: "refuse", decision_reasons: ["out of the period"] }))).toEqual([]);
  expect(classesIn(picture({ verdict: "refuse", basis: { rule: "30 days" } }, undefined, "handoff.rationale.field=basis"))).toEqual([]);
  expect(classesIn(picture("Refuse, since the period is over"))).toEqual([]);
  expect(classesIn(picture({ verdict: "refuse" }, undefined, ""))).toEqual([]);
});
