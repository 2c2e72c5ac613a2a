import { afterAll, expect, test } from "vitest";
import { createSchemaValidator } from "./schema-validator.ts";

const validator = createSchemaValidator(300);
afterAll(() => validator.close());

/** Branches on both sides at every level: exponential for any validator. */
const BOMB = JSON.stringify({
  $defs: { node: { anyOf: [{ properties: { next: { $ref: "#/$defs/node" } }, required: ["a"] }, { properties: { next: { $ref: "#/$defs/node" } }, required: ["b"] }] } },
  $ref: "#/$defs/node",
});
const deep = (depth: number): string => (depth === 0 ? "{}" : `{"next":${deep(depth - 1)}}`);

test("payloads are validated in the thread", async () => {
  await expect(validator.validate('{"type":"string"}', "42")).resolves.toMatchObject({ kind: "invalid" });
});

test("a schema made to run for ever is stopped, is not called valid, and costs the next one nothing", async () => {
  const [bomb, next] = await Promise.all([validator.validate(BOMB, deep(30)), validator.validate('{"type":"object"}', "{}")]);
  expect(bomb).toMatchObject({ kind: "unusable" });
  expect(next).toEqual({ kind: "valid" });
});
