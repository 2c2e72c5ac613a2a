import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const picture = (sent: string, received: string): string => `
    research      |==     |  producer  handoff.id=h1  ${sent}
    a:aggregator  |    == |  consumer  handoff.id=h1  ${received}`;

test("a confidence below the declared threshold that went through is a warning", () => {
  expect(judgeDrawing(picture("handoff.confidence=0.4", "handoff.confidence.min=0.7"))).toMatchObject([
    { failed: false, findings: [{ class: "low_confidence", severity: "warning", evidence: { confidence: "0.4", min: "0.7" } }] },
  ]);
});

test("a refused one, one at the threshold and one without a threshold are none", () => {
  expect(classesIn(picture("handoff.confidence=0.4", "handoff.confidence.min=0.7  handoff.state=rejected"))).toEqual([]);
  expect(classesIn(picture("handoff.confidence=0.7", "handoff.confidence.min=0.7"))).toEqual([]);
  expect(classesIn(picture("handoff.confidence=0.1", "handoff.confidence=0.2"))).toEqual([]);
});
