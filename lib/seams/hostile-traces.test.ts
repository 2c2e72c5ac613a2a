import { describe, expect, test } from "vitest";
import { type Attributes, attributesOf, noAttributes } from "@/lib/model/attributes.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import type { Span } from "@/lib/model/span.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { conclude } from "./conclude.ts";
import { handoffIdsIn, searchTraces } from "./search-traces.ts";

const START = 1_795_200_000_000_000_000n;
const TRACE = makeSpan().traceId;
const idOf = (index: number): string => (index + 1).toString(16).padStart(16, "0");

/** Handoffs of a trace, judged a day later. */
function handoffsOf(spans: readonly Span[]): Handoff[] {
  const search = searchTraces(spans, 900_000);
  return search.handoffsIn(TRACE).map((evidence) => conclude("default", evidence, { kind: "none" }, START + 86_400_000_000_000n));
}

/** `count` spans, the first of them the root; `attributes` and `parent` by index. */
const manySpans = (count: number, attributes: (index: number) => Attributes, parent: (index: number) => number): Span[] =>
  Array.from({ length: count }, (_, index) => {
    const at = START + BigInt(index) * 3_000_000n;
    return makeSpan({
      spanId: idOf(index), parentSpanId: index === 0 ? "" : idOf(parent(index)), name: "work",
      startUnixNano: at, endUnixNano: at + 2_000_000n, attributes: attributes(index),
    });
  });

const sender = (payload: string, id = "h1"): Span =>
  makeSpan({ kind: "producer", attributes: attributesOf([["handoff.id", id], ["handoff.target.agent.name", "b"], ["handoff.sent.payload", payload]]) });

const agentNamed = (name: string): Attributes => attributesOf([["gen_ai.operation.name", "invoke_agent"], ["gen_ai.agent.name", name]]);

/** A call and its reception, whose clock is ahead by `shift` nanoseconds. */
const skewed = (shift: bigint): Handoff | undefined =>
  handoffsOf([
    makeSpan({ kind: "client", startUnixNano: START, endUnixNano: START + 900_000_000n, attributes: attributesOf([["handoff.id", "h1"]]) }),
    makeSpan({ spanId: idOf(2), parentSpanId: makeSpan().spanId, kind: "server", startUnixNano: START + shift, endUnixNano: START + shift + 500_000_000n, attributes: attributesOf([["handoff.id", "h1"]]) }),
  ])[0];

describe("a payload that has no canonical form is kept and hashed as text", () => {
  test.each(['{"amount":1e999}', String.raw`{"name":"\ud800"}`, "half \ud800 of a pair", `${"[".repeat(5000)}${"]".repeat(5000)}`])("%.30s", (payload) => {
    const [handoff] = handoffsOf([sender(payload)]);
    expect(handoff?.sent?.body).toBe(payload);
    expect(handoff?.sent?.hash).toMatch(/^sha256:[0-9a-f]{64}$/);
  });
});

test("names that every JavaScript object has are names like any other", () => {
  const [handoff] = handoffsOf([sender('{"__proto__":{"admin":true}}', "__proto__")]);
  expect(handoff).toMatchObject({ id: "__proto__", sent: { body: '{"__proto__":{"admin":true}}' } });
});

test("a span with a hundred and fifty thousand children is walked like any other", () => {
  const trace = searchTraces(manySpans(150_000, (index) => (index === 0 ? agentNamed("planner") : noAttributes()), () => 0), 900_000).traceOf(TRACE);
  expect(trace?.agents.map((agent) => trace.ownSpansOf(agent).length)).toEqual([149_999]);
});

test("ten thousand reports in one chain of parents are ten thousand handoffs", () => {
  const spans = manySpans(10_000, (index) => attributesOf([["handoff.id", `h${index}`]]), (index) => index - 1);
  expect(searchTraces(spans, 900_000).handoffsIn(TRACE)).toHaveLength(10_000);
});

test("ten thousand agents beside each other hand over from each to the next", () => {
  expect(searchTraces(manySpans(10_001, (index) => (index === 0 ? noAttributes() : agentNamed(`agent ${index}`)), () => 0), 900_000).handoffsIn(TRACE)).toHaveLength(9999);
});

/** Three thousand at once, the others after them. */
const inTwoWaves = (index: number): [bigint, bigint] => (index < 3000 ? [START, START + 5_000_000n] : [START + 10_000_000n, START + 12_000_000n]);

test("hundreds of agents after thousands that ran beside each other are not thousands of hundreds of handoffs", () => {
  const spans = Array.from({ length: 3600 }, (_, index) => {
    const [startUnixNano, endUnixNano] = inTwoWaves(index);
    return makeSpan({ spanId: idOf(index), parentSpanId: "f".repeat(16), startUnixNano, endUnixNano, attributes: agentNamed(`agent ${index}`) });
  });
  expect(searchTraces(spans, 900_000).handoffsIn(TRACE)).toEqual([]);
});

test("of two spans with one id the same one counts, whichever came first", () => {
  const early = sender("{}");
  const late = { ...early, startUnixNano: early.startUnixNano + 1n };
  expect(handoffsOf([early, late])).toEqual(handoffsOf([late, early]));
});

describe("absurd moments", () => {
  const max = 18_446_744_073_709_551_615n;
  test.each([[0n, 0n], [0n, max], [max, 0n], [max, max], [9_223_372_036_854_775_808n, 1n]])("a span from %s to %s is a handoff with a moment that can be shown", (startUnixNano, endUnixNano) => {
    const received = makeSpan({ spanId: idOf(7), kind: "consumer", startUnixNano: endUnixNano, endUnixNano: startUnixNano, attributes: attributesOf([["handoff.id", "h1"]]) });
    const [handoff] = handoffsOf([{ ...sender("{}"), startUnixNano, endUnixNano }, received]);
    expect(handoff?.startedAt).toMatch(/^(1970|2262)-/);
    expect(Object.values(handoff?.latency ?? {}).filter((ms) => ms !== null && ms < 0)).toEqual([]);
  });

  test("a deadline in the year 275760 and a time-out of 1e300 seconds are deadlines", () => {
    const declared: [string, string | number][] = [["handoff.deadline", "+275760-09-13T00:00:00.000Z"], ["handoff.timeout", 1e300]];
    for (const one of declared) {
      expect(handoffsOf([makeSpan({ kind: "producer", attributes: attributesOf([["handoff.id", "h1"], one]) })])).toMatchObject([{ verdict: "pending" }]);
    }
  });
});

describe("clocks that are five minutes apart", () => {
  test("a reception before its sending is flagged, has no latency and stays one handoff", () => {
    expect(skewed(-300_000_000_000n)).toMatchObject({ verdict: "delivered", latency: { totalMs: null, transitMs: null } });
    expect(skewed(-300_000_000_000n)?.incomplete).toContain("latency: the clocks of both sides disagree");
  });

  test("an honest reception is not flagged", () => {
    expect(skewed(100_000_000n)?.incomplete).not.toContain("latency: the clocks of both sides disagree");
  });
});

test("a handoff id that is a number joins traces like one that is text", () => {
  expect(handoffIdsIn([makeSpan({ attributes: attributesOf([["handoff.id", 42n]]) })])).toEqual(["42"]);
});
