import { expect, test } from "vitest";
import { COMPATIBILITY_RULES } from "@/lib/model/compatibility.ts";
import { Contract } from "@/lib/model/contract.ts";
import { bumpWarning, compareContracts } from "./compare-contracts.ts";

const contract = (parts: Record<string, unknown>): Contract => Contract.parse({ contract: "draft", version: "1.0.0", ...parts });
const payload = (schema: Record<string, unknown>): Record<string, unknown> => ({ payload: { type: "object", ...schema } });
/** Each change as `RULE pointer direction`. */
const told = (old: Record<string, unknown>, now: Record<string, unknown>): string[] =>
  compareContracts(contract(old), contract({ version: "1.0.1", ...now })).changes.map(({ rule, pointer, breaks }) => `${rule} ${pointer} ${breaks}`);

const TITLE = { title: { type: "string" } };
const field = (schema: unknown) => payload({ properties: { a: schema } });

const CASES: [string, Record<string, unknown>, Record<string, unknown>, string[]][] = [
  ["a schema where there was none", {}, payload({}), ["SCHEMA_ADDED /payload backward"]],
  ["no schema any more", payload({}), {}, ["SCHEMA_REMOVED /payload forward"]],
  ["an optional field more", payload({ properties: TITLE }), payload({ properties: { ...TITLE, b: { type: "string" } } }), ["FIELD_ADDED /payload/properties/b none"]],
  ["an optional field more, unknown ones refused before", payload({ properties: TITLE, additionalProperties: false }), payload({ properties: { ...TITLE, b: {} }, additionalProperties: false }), ["FIELD_ADDED /payload/properties/b forward"]],
  ["an optional field more where any field was in use", payload({}), payload({ properties: { b: { type: "string" } } }), ["FIELD_ADDED /payload/properties/b backward"]],
  ["a required field more", payload({ properties: TITLE }), payload({ properties: { ...TITLE, b: {} }, required: ["b"] }), ["REQUIRED_FIELD_ADDED /payload/properties/b backward"]],
  ["an optional field less", payload({ properties: { ...TITLE, b: {} } }), payload({ properties: TITLE }), ["FIELD_REMOVED /payload/properties/b none"]],
  ["a required field less", payload({ properties: { ...TITLE, b: {} }, required: ["b"] }), payload({ properties: TITLE }), ["FIELD_REMOVED /payload/properties/b forward"]],
  ["a field less, unknown ones refused", payload({ properties: { ...TITLE, b: {} }, additionalProperties: false }), payload({ properties: TITLE, additionalProperties: false }), ["FIELD_REMOVED /payload/properties/b backward"]],
  ["a field becomes required", payload({ properties: TITLE }), payload({ properties: TITLE, required: ["title"] }), ["FIELD_BECAME_REQUIRED /payload/required backward"]],
  ["a field becomes optional", payload({ properties: TITLE, required: ["title"] }), payload({ properties: TITLE }), ["FIELD_BECAME_OPTIONAL /payload/required forward"]],
  ["another type", field({ type: "string" }), field({ type: "array" }), ["FIELD_TYPE_CHANGED /payload/properties/a both"]],
  ["a wider type", field({ type: "integer" }), field({ type: "number" }), ["FIELD_TYPE_WIDENED /payload/properties/a forward"]],
  ["a narrower type", field({ type: ["string", "null"] }), field({ type: "string" }), ["FIELD_TYPE_NARROWED /payload/properties/a backward"]],
  ["a type that the values had anyway", field({ enum: ["x"] }), field({ type: "string", enum: ["x"] }), []],
  ["a value more", field({ enum: ["x"] }), field({ enum: ["x", "y"] }), ["ENUM_VALUE_ADDED /payload/properties/a/enum forward"]],
  ["a value less", field({ enum: ["x", "y"] }), field({ const: "y" }), ["ENUM_VALUE_REMOVED /payload/properties/a/enum backward"]],
  ["a lower maximum", field({ maximum: 5 }), field({ exclusiveMaximum: 5 }), ["CONSTRAINT_TIGHTENED /payload/properties/a/maximum backward"]],
  ["a shorter minimum length", field({ minLength: 5 }), field({ minLength: 1 }), ["CONSTRAINT_LOOSENED /payload/properties/a/minLength forward"]],
  ["another pattern", field({ pattern: "^a" }), field({ pattern: "^b" }), ["CONSTRAINT_CHANGED /payload/properties/a/pattern both"]],
  ["multiples of a divisor", field({ multipleOf: 4 }), field({ multipleOf: 2 }), ["CONSTRAINT_LOOSENED /payload/properties/a/multipleOf forward"]],
  ["unknown fields refused", payload({ properties: TITLE }), payload({ properties: TITLE, additionalProperties: false }), ["ADDITIONAL_PROPERTIES_CLOSED /payload/additionalProperties backward"]],
  ["unknown fields taken", payload({ properties: TITLE, additionalProperties: false }), payload({ properties: TITLE }), ["ADDITIONAL_PROPERTIES_OPENED /payload/additionalProperties forward"]],
  ["items of another type", field({ items: { type: "string" } }), field({ items: { type: "null" } }), ["FIELD_TYPE_CHANGED /payload/properties/a/items both"]],
  ["a form more, as pydantic writes null", field({ type: "string" }), field({ anyOf: [{ type: "string" }, { type: "null" }] }), ["ALTERNATIVE_ADDED /payload/properties/a/anyOf/1 forward"]],
  ["a form less", field({ oneOf: [{ type: "string" }, { type: "null" }] }), field({ oneOf: [{ type: "string" }] }), ["ALTERNATIVE_REMOVED /payload/properties/a/oneOf/1 backward"]],
  ["one condition more", field({ type: "string" }), field({ type: "string", not: { const: "x" } }), ["CONSTRAINT_TIGHTENED /payload/properties/a/not backward"]],
  ["a pattern of names", payload({ patternProperties: { "^x": {} } }), payload({ patternProperties: { "^y": {} } }), ["SCHEMA_CHANGED /payload both"]],
  ["words only", payload({ title: "Draft" }), payload({ title: "Draft to publish", description: "new" }), []],
  ["what a reference leads to", payload({ properties: { a: { $ref: "#/$defs/a" } }, $defs: { a: { type: "string" } } }), payload({ properties: { a: { $ref: "#/$defs/b" } }, $defs: { b: { type: "null" } } }), ["FIELD_TYPE_CHANGED /payload/properties/a both"]],
  ["fewer versions", { accepts: ">=0.9.0" }, { accepts: ">=1.0.0" }, ["ACCEPTS_NARROWED /accepts none"]],
  ["not the old version any more", { accepts: "^1.0.0" }, { version: "2.0.0", accepts: "^2.0.0" }, ["ACCEPTS_CHANGED /accepts backward", "VERSION_NOT_ACCEPTED /accepts forward"]],
  ["more versions", { accepts: "^1.0.0" }, { accepts: ">=1.0.0" }, ["ACCEPTS_WIDENED /accepts none"]],
  ["one more part", {}, { required: ["intent"] }, ["REQUIRED_PART_ADDED /required backward"]],
  ["one part less", { required: ["intent"] }, {}, ["REQUIRED_PART_REMOVED /required forward"]],
  ["rules across sides", { invariants: [{ name: "a", cel: "x" }, { name: "b", cel: "x" }] }, { invariants: [{ name: "b", cel: "y" }, { name: "c", cel: "x" }] }, ["INVARIANT_REMOVED /invariants forward", "INVARIANT_CHANGED /invariants both", "INVARIANT_ADDED /invariants backward"]],
  ["a shorter deadline", { deadline: "90m" }, { deadline: "1h" }, ["DEADLINE_SHORTENED /deadline backward"]],
  ["the same deadline in other words", { deadline: "60m" }, { deadline: "1h" }, []],
  ["no deadline any more", { deadline: "1h" }, {}, ["DEADLINE_EXTENDED /deadline forward"]],
  ["a lower latency", { latency: { p95: "3s" } }, { latency: { p95: "2s" } }, ["LATENCY_TIGHTENED /latency/p95 backward"]],
  ["a higher latency", { latency: { p95: "2s" } }, { latency: { p95: "3s" } }, ["LATENCY_LOOSENED /latency/p95 forward"]],
  ["a lower budget", { budget: { tokens: 9 } }, { budget: { tokens: 8 } }, ["BUDGET_LOWERED /budget/tokens backward"]],
  ["a higher budget", { budget: { tokens: 8 } }, { budget: { tokens: 9 } }, ["BUDGET_RAISED /budget/tokens forward"]],
  ["a gate", {}, { gate: { kind: "approval" } }, ["GATE_ADDED /gate backward"]],
  ["no gate", { gate: { kind: "approval" } }, {}, ["GATE_REMOVED /gate forward"]],
  ["another gate, overdue earlier", { gate: { kind: "approval", overdue: "8h" } }, { gate: { kind: "auth", overdue: "1h" } }, ["GATE_OVERDUE_SHORTENED /gate/overdue backward", "GATE_CHANGED /gate both"]],
  ["a gate overdue later", { gate: { kind: "auth", overdue: "1h" } }, { gate: { kind: "auth" } }, ["GATE_OVERDUE_EXTENDED /gate/overdue forward"]],
  ["all siblings instead of two", { fan_in: { quorum: 2 } }, { fan_in: "all" }, ["FAN_IN_TIGHTENED /fan_in backward"]],
  ["any sibling instead of two", { fan_in: { quorum: 2 } }, { fan_in: "any" }, ["FAN_IN_LOOSENED /fan_in forward"]],
  ["a higher threshold", { confidence: { min: 0.5 } }, { confidence: { min: 0.7 } }, ["CONFIDENCE_RAISED /confidence/min backward"]],
  ["a lower threshold", { confidence: { min: 0.5 } }, {}, ["CONFIDENCE_LOWERED /confidence/min forward"]],
  ["other capabilities", { capabilities: ["a"] }, { capabilities: ["b"] }, ["CAPABILITY_ADDED /capabilities forward", "CAPABILITY_REMOVED /capabilities backward"]],
  ["everything beside", {}, { seam: { source: "a", target: "b" }, owner: { team: "t" }, fallback: { agent: "f" }, deprecated: { below: "1.0.0" }, stakes: "irreversible", sensitive: ["/a"], slo: { objective: 99, window: "30d" }, runbook: "https://wiki.example.com/r", mode: "warn" },
    ["SEAM_CHANGED /seam none", "OWNER_CHANGED /owner none", "FALLBACK_CHANGED /fallback none", "DEPRECATION_CHANGED /deprecated none", "STAKES_CHANGED /stakes none", "SENSITIVE_CHANGED /sensitive none", "SLO_CHANGED /slo none", "RUNBOOK_CHANGED /runbook none", "MODE_CHANGED /mode none"]],
];

test.each(CASES)("%s", (_, old, now, expected) => {
  expect(told(old, now)).toEqual(expected);
});

test("every rule has its case, and nothing changes between a contract and itself", () => {
  const named = new Set(CASES.flatMap(([, , , expected]) => expected.map((change) => change.split(" ")[0])));
  expect(named).toEqual(new Set(Object.keys(COMPATIBILITY_RULES)));
  for (const [, old, now] of CASES) for (const one of [old, now]) expect(told(one, { version: "1.0.0", ...one })).toEqual([]);
});

const word = (old: Record<string, unknown>, now: Record<string, unknown>) => compareContracts(contract(old), contract(now)).compatibility;

test("a field less and a field more in both directions make the four words of schema registries", () => {
  const [none, optional, required] = [payload({ properties: TITLE }), payload({ properties: { ...TITLE, b: {} } }), payload({ properties: { ...TITLE, b: {} }, required: ["b"] })];
  expect([word(none, optional), word(required, none), word(none, required), word(field({ type: "string" }), field({ type: "null" }))]).toEqual(["FULL", "BACKWARD", "FORWARD", "NONE"]);
});

const bump = (from: string, to: string, old: Record<string, unknown> = {}, now: Record<string, unknown> = {}) => compareContracts(contract({ ...old, version: from }), contract({ ...now, version: to })).bump;

test("what breaks backward needs a major bump, what breaks forward a minor one, anything else a patch", () => {
  const [short, long] = [{ deadline: "1m" }, { deadline: "2m" }];
  expect(bump("1.0.0", "1.1.0", long, short)).toEqual({ made: "minor", needed: "major", fits: false });
  expect(bump("1.0.0", "2.0.0", long, short).fits).toBe(true);
  expect(bump("1.0.0", "1.0.1", short, long)).toEqual({ made: "patch", needed: "minor", fits: false });
  expect(bump("1.0.0", "1.1.0", short, long).fits).toBe(true);
  expect(bump("1.0.0", "1.0.1", {}, { owner: { team: "t" } })).toEqual({ made: "patch", needed: "patch", fits: true });
  expect(bump("0.1.0", "0.2.0", long, short)).toEqual({ made: "minor", needed: "minor", fits: true });
  expect(bump("1.0.0", "2.0.0-rc.1", long, short).fits).toBe(true);
  expect(bump("2.0.0-rc.1", "2.0.0-rc.2", long, short).fits).toBe(true);
});

test("a bump that is too small is told with the rules that ask for more", () => {
  const comparison = compareContracts(contract({ deadline: "2m" }), contract({ version: "1.0.1", deadline: "1m" }));
  expect(bumpWarning(comparison)).toBe("version: from 1.0.0 to 1.0.1 is a patch bump, and a major one is needed: DEADLINE_SHORTENED at /deadline");
  expect(bumpWarning(compareContracts(contract({}), contract({ version: "1.0.1" })))).toBeUndefined();
});

test("references in circles and hostile sizes end", () => {
  const circle = payload({ properties: { next: { $ref: "#" }, lost: { $ref: "#/$defs/a" } }, $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } } });
  expect(told(circle, { payload: { ...Object(circle["payload"]), maxProperties: 3 } })).toContain("SCHEMA_CHANGED /payload/properties/lost both");
  const twice = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`x${index}`, { allOf: [{ $ref: `#/$defs/x${index + 1}` }, { $ref: `#/$defs/x${index + 1}` }] }]));
  const doubling = (leaf: unknown) => ({ payload: { $ref: "#/$defs/x0", $defs: { ...twice, x25: leaf } } });
  expect(told(doubling({ type: "string" }), doubling({ type: "null" }))).toEqual([expect.stringMatching(/^FIELD_TYPE_CHANGED .* both$/)]);
});
