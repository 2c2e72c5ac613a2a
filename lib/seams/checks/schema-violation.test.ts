import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const picture = (more: string): string => `
    triage     |==     |  producer  handoff.id=h1  handoff.sent.payload={"reason":42}
    a:billing  |    == |  consumer  handoff.id=h1  ${more}`;

test("each keyword the payload breaks is a finding at its pointer", () => {
  const errors = [{ pointer: "/reason", keyword: "type", message: "must be string" }, { pointer: "/order_id", keyword: "required", message: "is missing" }];
  const [handoff] = judgeDrawing(picture("handoff.state=rejected"), 60, { kind: "invalid", errors });
  expect(handoff?.findings.map((finding) => [finding.class, finding.pointer, finding.reason])).toEqual([
    ["schema_violation", "/reason", "type at /reason"],
    ["schema_violation", "/order_id", "required at /order_id"],
  ]);
  expect(handoff).toMatchObject({ verdict: "rejected", failed: true, silent: false });
});

test("what a side reports as failed validation counts, with its pointers", () => {
  const [handoff] = judgeDrawing(picture(`handoff.validation.result=fail  handoff.validation.errors=["/order_id: is required"]  handoff.state=rejected`));
  expect(handoff?.findings).toMatchObject([{ class: "schema_violation", pointer: "/order_id", message: "/order_id is required" }]);
});

test("a valid payload, and a schema nobody can use, are no violation", () => {
  expect(classesIn(picture("handoff.validation.result=pass"), 60, { kind: "valid" })).toEqual([]);
  const [handoff] = judgeDrawing(picture(""), 60, { kind: "unusable", why: "validation took too long" });
  expect(handoff).toMatchObject({ findings: [], incomplete: expect.arrayContaining(["schema: validation took too long"]) });
});
