import { expect, test } from "vitest";
import { digestMarkOf, droppedMarkOf, markOf } from "@/lib/model/redaction-mark.ts";
import { validatePayload } from "./validate-payload.ts";

const MARK = markOf("email", "9f8a7c6b5d4e3f21");
const validate = (schema: object, payload: unknown) => validatePayload(JSON.stringify(schema), JSON.stringify(payload));
const ofEmail = (email: object) => ({ type: "object", properties: { email, n: { type: "number" } }, required: ["email"] });

test.each([
  ["format", ofEmail({ type: "string", format: "email" })],
  ["pattern", ofEmail({ type: "string", pattern: "^[a-z]+@" })],
  ["type", ofEmail({ type: "integer", minimum: 3 })],
  ["enum", ofEmail({ enum: ["a@b.c"] })],
  ["const", ofEmail({ const: "a@b.c" })],
  ["maxLength", ofEmail({ type: "string", maxLength: 12 })],
  ["anyOf", ofEmail({ anyOf: [{ type: "null" }, { type: "string", format: "email" }] })],
  ["oneOf of objects", { oneOf: [{ properties: { email: { type: "integer" } }, required: ["other"] }, { properties: { email: { maxLength: 3 } } }] }],
  ["not", { properties: { email: { not: { type: "string" } } } }],
  ["a branch of if", { if: { properties: { email: { const: "x" } } }, else: { required: ["absent"] } }],
])("a value that was redacted breaks no %s", (_, schema) => {
  for (const mark of [MARK, digestMarkOf("9f8a7c6b5d4e3f21"), droppedMarkOf("email")]) {
    expect(validate(schema, { email: mark })).toEqual({ kind: "valid" });
  }
});

test("the rest of the payload is judged as ever", () => {
  const schema = { ...ofEmail({ format: "email" }), additionalProperties: false };
  expect(validate(schema, { email: MARK, n: "three", extra: 1 })).toMatchObject({ kind: "invalid", errors: [{ pointer: "/extra" }, { pointer: "/n" }] });
  expect(validate(schema, { n: 3, note: MARK })).toMatchObject({ kind: "invalid", errors: [{ pointer: "/email", keyword: "required" }, { pointer: "/note" }] });
  expect(validate(ofEmail({ format: "email" }), { email: "[redacted:by hand]" })).toMatchObject({ kind: "invalid" });
});

test("two values that were dropped are not the same value", () => {
  expect(validate({ type: "array", uniqueItems: true }, [droppedMarkOf("x"), droppedMarkOf("x")])).toEqual({ kind: "valid" });
});
