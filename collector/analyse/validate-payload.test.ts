import { expect, test } from "vitest";
import { validatePayload } from "./validate-payload.ts";

const withId = (type: string): string => JSON.stringify({ $id: "urn:order", type });
const schema = (properties: object, rest: object = {}): string => JSON.stringify({ type: "object", properties, ...rest });

test("each broken field is named by its JSON pointer", () => {
  const outcome = validatePayload(schema({ reason: { type: "string" }, order_id: { type: "string" } }, { required: ["reason", "order_id"] }), '{"reason":42}');
  expect(outcome).toEqual({
    kind: "invalid",
    errors: [
      { pointer: "/order_id", keyword: "required", message: "is missing" },
      { pointer: "/reason", keyword: "type", message: "must be string" },
    ],
  });
});

test("draft-07 and 2020-12 schemas are both understood", () => {
  const tuple = { type: "array", prefixItems: [{ type: "string" }] };
  expect(validatePayload(JSON.stringify(tuple), "[1]").kind).toBe("invalid");
  expect(validatePayload(JSON.stringify({ $schema: "http://json-schema.org/draft-07/schema#", type: "array", items: [{ type: "string" }] }), "[1]").kind).toBe("invalid");
});

test("a pattern that would take a backtracking engine for ever is answered", () => {
  const outcome = validatePayload(schema({ name: { type: "string", pattern: "^(a|a)*$" } }), JSON.stringify({ name: `${"a".repeat(50_000)}b` }));
  expect(outcome.kind).toBe("invalid");
});

test("a reference to another document is never followed", () => {
  const outcome = validatePayload(JSON.stringify({ $ref: "http://127.0.0.1:9/schema.json" }), "{}");
  expect(outcome).toMatchObject({ kind: "unusable" });
});

test("a payload that is no JSON, or a schema that is none, is not called invalid", () => {
  expect(validatePayload(schema({}), "Sure! Here you go").kind).toBe("none");
  expect(validatePayload('{"type":"wrong"}', "{}").kind).toBe("unusable");
  expect(validatePayload("[", "{}").kind).toBe("unusable");
});

test("two schemas with the same $id do not disturb each other", () => {
  expect(validatePayload(withId("object"), "{}").kind).toBe("valid");
  expect(validatePayload(withId("array"), "{}").kind).toBe("invalid");
});

test("a field with a name that every object inherits is a field like any other", () => {
  const named = schema({ constructor: { type: "string" }, toString: { type: "number" } });
  expect(validatePayload(named, "{}")).toEqual({ kind: "valid" });
  expect(validatePayload(named, '{"constructor":1}').kind).toBe("invalid");
});

const nested = (levels: number): string => '{"items":'.repeat(levels) + '{"type":"string"}' + "}".repeat(levels);

test("a schema that nests too deep to be compiled safely is unusable, and says so", () => {
  expect(validatePayload(nested(5000), "[]")).toMatchObject({ kind: "unusable", why: expect.stringContaining("200 levels") });
  expect(validatePayload(nested(150), "[]")).toEqual({ kind: "valid" });
});
