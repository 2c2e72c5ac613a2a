import * as fc from "fast-check";
import { expect, test } from "vitest";
import { checkCel } from "./check-cel.ts";
import { type CelFacts, evaluateInvariant } from "./evaluate-cel.ts";

const agent = { name: "a", version: "1.0.0" };
const HANDOFF: CelFacts["handoff"] = { source: agent, target: { name: "b", version: "2.0.0" }, contract: { name: "draft", version: "2.1.0" }, direction: "forward" };
const evaluate = (cel: string, sides: Omit<CelFacts, "handoff">) => evaluateInvariant({ name: "n", cel }, { ...sides, handoff: HANDOFF });
const kindOf = (cel: string, sent?: unknown, received?: unknown): string =>
  evaluate(cel, { sent: sent === undefined ? undefined : JSON.stringify(sent), received: received === undefined ? undefined : JSON.stringify(received) }).kind;

test("a number is the same however it is written, and arithmetic mixes whole numbers with payloads", () => {
  expect(evaluate("sent.total == received.total", { sent: '{"total":10}', received: '{"total":10.0}' }).kind).toBe("holds");
  expect(kindOf("sent.total + 1 == received.total * 1.0", { total: 9 }, { total: 10 })).toBe("holds");
  expect(kindOf("size(sent.items) == received.count", { items: [1, 2] }, { count: 2 })).toBe("holds");
  expect(kindOf("sent.items.all(i, i.price > 0)", { items: [{ price: 1 }, { price: 0 }] })).toBe("violated");
  expect(kindOf("handoff.target.version.startsWith('2.') && sent.a", { a: true })).toBe("holds");
});

test("another value is a violation, which tells the values of both sides", () => {
  const outcome = evaluate("sent.order.total == received.total", { sent: '{"order":{"total":10}}', received: '{"total":12}' });
  expect(outcome).toMatchObject({ kind: "violated", values: { "sent.order.total": "10", "received.total": "12" }, sides: ["sent", "received"] });
  expect(kindOf("sent.total == received.total", { total: 10 }, { total: "10" })).toBe("violated");
});

test("what neither side has leaves the rule unknown; what one side alone has did not survive", () => {
  expect(kindOf("sent.total == received.total", { a: 1 }, { a: 1 })).toBe("unknown");
  expect(kindOf("sent.total == received.total", { total: 1 }, { a: 1 })).toBe("violated");
  expect(kindOf("sent.total == received['total']", { a: 1 }, { total: 1 })).toBe("violated");
  expect(kindOf("sent.total > 0", { a: 1 })).toBe("unknown");
  expect(kindOf("!has(sent.note) || sent.note == received.note", { a: 1 }, { a: 1 })).toBe("holds");
  expect(kindOf("!has(sent.note) || sent.note == received.note", { note: "x" }, { a: 1 })).toBe("violated");
});

test("a side that nobody reported, or that is no JSON, leaves the rule unknown and says so", () => {
  expect(evaluate("sent.total == received.total", { sent: '{"total":1}' })).toMatchObject({ kind: "unknown", why: "nobody reported what was received" });
  expect(evaluate("sent.total == received.total", { sent: '{"total":1}', received: "all done" })).toMatchObject({ kind: "unknown", why: "received is no JSON" });
  expect(evaluate("sent.a < sent.b", { sent: '{"a":1,"b":"x"}' })).toMatchObject({ kind: "unknown", why: "< is not defined for double, string" });
  expect(evaluate("sent.a", { sent: '{"a":1}' })).toMatchObject({ kind: "unknown", why: "it is neither true nor false" });
});

test.each([
  ["sent.total ==", /end of input/],
  ["send.total == 1", /no variable send; expected sent, received/],
  ["sent.total.shout()", /no function shout\(\)/],
  ["sent.a.matches('(?=a)')", /is not RE2/],
  [`${"(".repeat(500)}1${")".repeat(500)}`, /more than 40 deep/],
  [`${"!".repeat(3999)}a`, /./],
  ["x".repeat(5000), /at most 4000 characters/],
])("%s is refused in words", (source, problem) => expect(checkCel(source)).toMatch(problem));

test("expressions with texts, types, times, maps and nested macros are accepted", () => {
  for (const source of [
    "sent.items.exists(i, i.tags.all(t, t in received.tags))", "type(sent.total) == double", "sent.name.lowerAscii() == 'x'", "timestamp(sent.at) < timestamp(received.at)",
    "{'a': sent.a}.a == 1 || sent.a.matches('^[a-z]+$')", "google.protobuf.Timestamp{seconds: 1} == timestamp(1)", "sent.items.map(i, i.price).size() == 2",
  ]) expect([source, checkCel(source)]).toEqual([source, undefined]);
});

test("hostile keys, patterns and depths are data and end", () => {
  expect(evaluate("sent['__proto__'].polluted == true", { sent: '{"__proto__":{"polluted":true}}' }).kind).toBe("holds");
  expect(kindOf("sent.a.matches('^(a+)+$')", { a: `${"a".repeat(5000)}!` })).toBe("violated");
  expect(evaluate("sent.a == 1", { sent: `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}` })).toMatchObject({ kind: "unknown" });
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});

test("any text is refused or evaluated, and never throws", () => {
  fc.assert(fc.property(fc.oneof(fc.string({ maxLength: 60 }), fc.stringMatching(/^[a-z.()[\]{}!=<>+'" 0-9|&?:,]{0,60}$/)), fc.json(), (cel, sent) => {
    expect(["holds", "violated", "unknown"]).toContain(evaluate(cel, { sent, received: sent }).kind);
  }), { numRuns: 500 });
});
