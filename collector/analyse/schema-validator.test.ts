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

const HANDOFF = { source: { name: "a", version: "" }, target: { name: "b", version: "" }, contract: { name: "", version: "" }, direction: "forward" };
const evaluate = (cel: string, sent: string) => validator.evaluate({ name: "n", cel }, { sent, handoff: HANDOFF });
const THOUSANDS = `{"items":[${Array.from({ length: 400 }, (_, index) => index).join(",")}]}`;
const FOREVER = "sent.items.all(a, sent.items.all(b, sent.items.all(c, sent.items.all(d, a + b + c + d >= 0))))";

test("invariants are evaluated in the thread", async () => {
  await expect(evaluate("sent.total == 10", '{"total":10.0}')).resolves.toMatchObject({ kind: "holds" });
  await expect(evaluate("sent.total == 11", '{"total":10.0}')).resolves.toMatchObject({ kind: "violated", values: { "sent.total": "10" } });
});

test("an expression made to run for ever is stopped, tells nothing, and is not tried for ever", async () => {
  const stopped = { kind: "unknown", why: "it took longer than 300 ms and was stopped" };
  for (let time = 0; time < 3; time += 1) await expect(evaluate(FOREVER, THOUSANDS)).resolves.toMatchObject(stopped);
  await expect(Promise.all(Array.from({ length: 1000 }, () => evaluate(FOREVER, THOUSANDS)))).resolves.toHaveLength(1000);
  await expect(evaluate(FOREVER, THOUSANDS)).resolves.toMatchObject(stopped);
  await expect(evaluate("sent.total == 10", '{"total":10}')).resolves.toMatchObject({ kind: "holds" });
});
