import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const ORDER = { type: "object", properties: { id: { type: "string" }, lines: { type: "array", items: { type: "object", properties: { sku: {} } } } } };
const picture = (schema: unknown, payload: unknown): string => `
    triage     |==     |  producer  handoff.id=h1  handoff.sent.payload=${JSON.stringify(payload)}
    a:refunds  |    == |  consumer  handoff.id=h1  handoff.contract.schema=${JSON.stringify(schema)}`;

test("members that no property declares are told, at their places", () => {
  const [handoff] = judgeDrawing(picture(ORDER, { id: "A-1", email: "a@example.org", lines: [{ sku: "x" }, { sku: "y", margin: 4 }] }));
  expect(handoff).toMatchObject({ failed: false });
  expect(handoff?.findings).toMatchObject([
    { class: "undeclared_field", severity: "info", pointer: "/email" },
    { class: "undeclared_field", severity: "info", pointer: "/lines/1/margin", reason: "/lines/*/margin is not declared" },
  ]);
});

test("a schema that is open, closed, composed or names no members declares nothing undeclared", () => {
  const payload = { id: "A-1", email: "a@example.org" };
  expect(classesIn(picture({ ...ORDER, additionalProperties: true }, payload))).toEqual([]);
  expect(classesIn(picture({ ...ORDER, additionalProperties: false }, payload))).toEqual([]);
  expect(classesIn(picture({ ...ORDER, allOf: [{ properties: { email: {} } }] }, payload))).toEqual([]);
  expect(classesIn(picture({ type: "object" }, payload))).toEqual([]);
  expect(classesIn(picture(ORDER, { id: "A-1" }))).toEqual([]);
});
