import { expect, test } from "vitest";
import { attributesOf } from "@/lib/model/attributes.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import type { Span } from "@/lib/model/span.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { conclude } from "../conclude.ts";
import { searchTraces } from "../search-traces.ts";

const START = 1_795_200_000_000_000_000n;
const SECOND = 1_000_000_000n;
const agent = (name: string): [string, string][] => [["gen_ai.operation.name", "invoke_agent"], ["gen_ai.agent.name", name]];
const service = (name: string): Span["resource"] => ({ attributes: attributesOf([["service.name", name]]), droppedAttributesCount: 0, schemaUrl: "" });

const at = (seconds: bigint): bigint => START + seconds * SECOND;

/** An agent that calls another service's agent for ten seconds; that one works for six, by a clock that is `ahead` seconds ahead. */
function remoteCall(ahead: bigint, attributes: [string, string][] = []): Handoff[] {
  const spans = [
    makeSpan({ spanId: "1".repeat(16), startUnixNano: at(0n), endUnixNano: at(12n), resource: service("desk"), attributes: attributesOf(agent("desk")) }),
    makeSpan({ spanId: "2".repeat(16), parentSpanId: "1".repeat(16), kind: "client", name: "POST", startUnixNano: at(1n), endUnixNano: at(11n), resource: service("desk"), attributes: attributesOf(attributes) }),
    makeSpan({ spanId: "3".repeat(16), parentSpanId: "2".repeat(16), kind: "server", name: "POST", startUnixNano: at(3n + ahead), endUnixNano: at(9n + ahead), resource: service("refunds"), attributes: attributesOf(attributes) }),
    makeSpan({ spanId: "4".repeat(16), parentSpanId: "3".repeat(16), startUnixNano: at(3n + ahead), endUnixNano: at(9n + ahead), resource: service("refunds"), attributes: attributesOf(agent("refunds")) }),
  ];
  const search = searchTraces(spans, 900_000);
  return search.handoffsIn(spans[0]?.traceId ?? "").map((evidence) => conclude("test", evidence, { kind: "none" }, at(90_000n)));
}

const doubts = ([handoff]: Handoff[]): string[] => handoff?.incomplete.filter((part) => part.startsWith("latency")) ?? [];

test.each([[300n, "the target's is about 300 s ahead"], [-300n, "the target's is about 300 s behind"]])("a receiver whose clock is %i s off is flagged, and no latency is claimed", (ahead, told) => {
  const handoffs = remoteCall(ahead);
  expect(handoffs).toMatchObject([{ source: { name: "desk" }, target: { name: "refunds" }, verdict: "delivered", latency: { totalMs: null, transitMs: null }, findings: [] }]);
  expect(doubts(handoffs)).toEqual([`latency: the clocks of both sides disagree: ${told}`]);
});

test("clocks that agree are not flagged, and the time on the way is told", () => {
  expect(doubts(remoteCall(0n))).toEqual([]);
  expect(remoteCall(0n)[0]?.latency.totalMs).toBe(2000);
});

test("a receiver that reports by its own attributes and whose clock is ahead is flagged, and not late", () => {
  const handoffs = remoteCall(300n, [["handoff.id", "h1"], ["handoff.timeout", "5"]]);
  expect(handoffs).toMatchObject([{ id: "h1", verdict: "delivered", findings: [] }]);
  expect(doubts(handoffs)).toHaveLength(1);
});
