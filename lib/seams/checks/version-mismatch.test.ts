import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const picture = (version: string, accepted: string): string => `
    triage     |==     |  producer  handoff.id=h1  handoff.contract.name=refund  handoff.contract.version=${version}
    a:refunds  |    == |  consumer  handoff.id=h1  handoff.contract.accepted_versions=${accepted}  handoff.state=rejected`;

test("a version outside the accepted ranges is a mismatch", () => {
  const [handoff] = judgeDrawing(picture("1.0.0", '["^2.0.0"]'));
  expect(handoff?.findings).toMatchObject([{ class: "version_mismatch", reason: "version 1.0.0 not in ^2.0.0" }]);
});

test("versions inside a range, or written alike, match", () => {
  expect(classesIn(picture("2.3.1", '["^2.0.0"]'))).toEqual([]);
  expect(classesIn(picture("2026-10", '["2026-10"]'))).toEqual([]);
  expect(classesIn(picture("1.0.0", '["^2.0.0","1.x"]'))).toEqual([]);
});

test("a side that reports incompatibility is believed", () => {
  expect(classesIn("a:x |== |  producer  handoff.id=h1\n b:y |   == |  consumer  handoff.id=h1  handoff.contract.compatibility=incompatible  handoff.state=rejected")).toEqual(["version_mismatch"]);
});
