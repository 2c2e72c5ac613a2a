import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseContract } from "../parse-contract.ts";
import { newAjv } from "../schema/json-schema.ts";
import { proposeContract, type Observed } from "./propose-contract.ts";

const propose = (values: readonly unknown[], rest: Partial<Observed> = {}) =>
  proposeContract({ seam: { source: "Content Creator", target: "executor" }, name: "", payloads: values.map((value) => JSON.stringify(value)), latenciesMs: [], ...rest });
const schemaOf = (values: readonly unknown[]) => propose(values).contract.payload;
const times = <Item>(count: number, make: (index: number) => Item): Item[] => Array.from({ length: count }, (_, index) => make(index));

test("types, required fields, nesting and null are what was seen", () => {
  expect(schemaOf([{ id: 1, tags: ["a"], by: { name: "x" }, note: null }, { id: 2.5, tags: [], by: { name: "y", age: 3 }, note: "n" }])).toEqual({
    type: "object",
    required: ["by", "id", "note", "tags"],
    properties: {
      by: { type: "object", required: ["name"], properties: { age: { type: "integer" }, name: { type: "string" } } },
      id: { type: "number" },
      note: { type: ["null", "string"] },
      tags: { type: "array", items: { type: "string" } },
    },
  });
});

test("a few texts again and again are an enumeration; few texts seen rarely are not", () => {
  expect(schemaOf(times(30, (index) => (index % 2 === 0 ? "low" : "high")))).toEqual({ type: "string", enum: ["high", "low"] });
  expect(schemaOf(times(10, (index) => (index % 2 === 0 ? "low" : "high")))).toEqual({ type: "string" });
  expect(schemaOf([...times(30, () => "low"), "once"])).toEqual({ type: "string" });
});

test.each([
  ["date-time", "2026-11-20T07:00:00Z"], ["date", "2026-11-20"], ["email", "a@example.com"], ["uri", "https://example.com/a"], ["uuid", "123e4567-e89b-12d3-a456-426614174000"],
])("texts that are all a %s are told as such, and not once one is none", (format, text) => {
  expect(schemaOf(times(3, () => text))).toEqual({ type: "string", format });
  expect(schemaOf([...times(3, () => text), "other words"])).toEqual({ type: "string" });
});

test("what was smallest and greatest is a comment, never a limit", () => {
  const { contract, yaml } = propose([{ total: 3 }, { total: 40 }]);
  expect(contract.payload).toEqual({ type: "object", required: ["total"], properties: { total: { type: "integer" } } });
  expect(yaml).toMatch(/# seen from 3 to 40 \(2 values\)\n +total:/);
});

test("many keys, none of them everywhere, are a map", () => {
  const schema = schemaOf(times(60, (index) => ({ [`user-${index}`]: { score: index } })));
  expect(schema).toEqual({ type: "object", additionalProperties: { type: "object", required: ["score"], properties: { score: { type: "integer" } } } });
});

test("deadline and latency follow the p95, rounded to what people choose, and only from enough handoffs", () => {
  const { contract, yaml } = propose([{}], { latenciesMs: times(20, (index) => (index + 1) * 100) });
  expect(contract).toMatchObject({ latency: { p95: "5s" }, deadline: "1m" });
  expect(yaml).toMatch(/p95 of 20 handoffs, which was 1900 ms/);
  expect(propose([{}], { latenciesMs: [1, 2] }).contract.deadline).toBeUndefined();
});

test("a first proposal is 0.1.0 and observes; one for a governed seam is the next major version under its name", () => {
  expect(propose([{}]).contract).toMatchObject({ contract: "content-creator-to-executor", version: "0.1.0", mode: "observe", seam: { source: "Content Creator", target: "executor" } });
  expect(propose([{}], { name: "draft" }).contract.contract).toBe("draft");
  expect(propose([{}], { existing: { contract: "drafts", version: "2.3.1", mode: "enforce" } }).contract).toMatchObject({ contract: "drafts", version: "3.0.0", mode: "observe" });
});

test("payloads that are no JSON are counted and left out", () => {
  const { contract, used, skipped, yaml } = proposeContract({ seam: { source: "a", target: "b" }, name: "", payloads: ["hello", "{"], latenciesMs: [] });
  expect({ used, skipped, payload: contract.payload }).toEqual({ used: 0, skipped: 2, payload: undefined });
  expect(parseContract(yaml).ok).toBe(true);
});

const anyPayload = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.record({ id: fc.oneof(fc.integer(), fc.double({ noDefaultInfinity: true, noNaN: true })), state: fc.constantFrom("open", "closed"), at: fc.constantFrom("2026-11-20T07:00:00Z", "soon", "a://b"), __proto__: fc.constant(1) }, { requiredKeys: ["id"] }).map((value) => JSON.stringify(value)),
  fc.constantFrom('{"__proto__": 1, "constructor": {}}', "1e999", '"\\ud800"', '{"\\ud800": 1}', "null", "[]", `${"[".repeat(40)}${"]".repeat(40)}`, "no json"),
);
const oracle = newAjv("2020-12");
const observed = (payloads: readonly string[]): Observed => ({ seam: { source: "a", target: "b" }, name: "n", payloads, latenciesMs: payloads.map((payload) => payload.length) });

test("every payload satisfies what is proposed from it, and the text says the same as the contract", () => {
  fc.assert(fc.property(fc.array(anyPayload, { maxLength: 30 }), (payloads) => {
    const { contract, yaml, used, skipped } = proposeContract(observed(payloads));
    expect(parseContract(yaml)).toMatchObject({ ok: true, contract });
    const validate = oracle.compile(contract.payload ?? {});
    const values = payloads.filter((payload) => payload !== "no json").map((payload): unknown => JSON.parse(payload));
    expect(values.filter((value) => !validate(value))).toEqual([]);
    expect([used, skipped]).toEqual([values.length, payloads.length - values.length]);
  }));
}, 30_000);

test("the order of payloads does not matter", () => {
  const shuffled = fc.array(anyPayload, { maxLength: 30 }).chain((payloads) => fc.tuple(fc.constant(payloads), fc.shuffledSubarray(payloads, { minLength: payloads.length })));
  fc.assert(fc.property(shuffled, ([payloads, mixed]) => {
    expect(proposeContract(observed(mixed)).yaml).toBe(proposeContract(observed(payloads)).yaml);
  }));
});
