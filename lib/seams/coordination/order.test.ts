import * as fc from "fast-check";
import { expect, test } from "vitest";
import { attributesOf } from "@/lib/model/attributes.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import type { Span } from "@/lib/model/span.ts";
import { drawTrace } from "@/lib/testing/draw-trace.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { conclude } from "../conclude.ts";
import { searchTraces } from "../search-traces.ts";

const START = 1_795_200_000_000_000_000n;
const LATER = START + 40_000_000_000n;

/** Handoffs of all traces, in order of id. */
function handoffsOf(spans: readonly Span[]): Handoff[] {
  const search = searchTraces(spans, 60_000);
  const evidence = [...new Set(spans.map((span) => span.traceId))].flatMap((traceId) => search.handoffsIn(traceId));
  const unique = [...new Map(evidence.map((one) => [one.id, one])).values()];
  return unique.map((one) => conclude("test", one, { kind: "none" }, LATER)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

interface Worker {
  starts: number;
  takes: number;
  isTaken: boolean;
}

const worker: fc.Arbitrary<Worker> = fc.record({ starts: fc.integer({ min: 1, max: 4 }), takes: fc.integer({ min: 1, max: 9 }), isTaken: fc.boolean() });
const TEXTS = ["Two vendors store data inside the EU", "List prices start at 1200 euros", "Support answers within four hours", "Contracts end with ninety days of notice", "Uptime was published by all but one", "Liability is capped at one yearly fee"];
const bar = (from: number, length: number): string => `|${" ".repeat(from)}${"=".repeat(length)}${" ".repeat(Math.max(0, 20 - from - length))}|`;

/** Workers of one fan-out beside each other; the writer begins at a moment of its own and is given some of their results. */
const inferred = (workers: readonly Worker[], begins: number): string => `
  [graph]        ${bar(0, 20)}
    planner        ${bar(0, 1)}  gen_ai.output.messages=Compare the vendors that are best known
${workers.map(({ starts, takes }, at) => `    s${at}/researcher  ${bar(starts, takes)}  gen_ai.output.messages=${TEXTS[at] ?? ""}`).join("\n")}
    writer         ${bar(begins, 3)}  gen_ai.input.messages=Sum up: ${workers.flatMap(({ isTaken }, at) => (isTaken ? (TEXTS[at] ?? "") : [])).join("; ")}`;

/** The same, each worker in a trace of its own, told by `handoff.*`. */
const reported = (workers: readonly Worker[], begins: number, barrier: string): string => `
${workers.map(({ starts, takes }, at) => `  ${at}:researcher  ${bar(starts, takes)}  producer  handoff.id=r${at}  handoff.target.agent.name=writer  handoff.group.id=g  handoff.group.index=${at}  handoff.group.expected_count=${workers.length}`).join("\n")}
  a:writer         ${bar(begins, 3)}  handoff.group.id=g  handoff.group.barrier=${barrier}
${workers.flatMap(({ isTaken }, at) => (isTaken ? [`    a:[take]         ${bar(begins, 1)}  consumer  handoff.id=r${at}`] : [])).join("\n")}`;

const shuffled = <Item>(items: readonly Item[], seed: readonly number[]): Item[] =>
  items.map((item, at) => ({ item, place: seed[at % seed.length] ?? 0, at })).toSorted((a, b) => a.place - b.place || b.at - a.at).map(({ item }) => item);

const drawing = fc.oneof(
  fc.tuple(fc.array(worker, { minLength: 2, maxLength: 6 }), fc.integer({ min: 2, max: 15 })).map(([workers, begins]) => inferred(workers, begins)),
  fc.tuple(fc.array(worker, { minLength: 2, maxLength: 6 }), fc.integer({ min: 2, max: 15 }), fc.constantFrom("all", "any", "quorum")).map((of) => reported(...of)),
);

test("fan-outs and fan-ins, within a trace or over many, are judged alike in whatever order their spans come, also repeated", () => {
  fc.assert(
    fc.property(drawing, fc.array(fc.nat(), { minLength: 3, maxLength: 30 }), (picture, seed) => {
      const spans = drawTrace(picture);
      const expected = handoffsOf(spans);
      expect(handoffsOf(shuffled([...spans, ...spans.slice(0, seed.length)], seed))).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

test("traces that have nothing to do with it change nothing", () => {
  fc.assert(
    fc.property(drawing, drawing, (picture, other) => {
      const spans = drawTrace(picture);
      const strangers = drawTrace(other).map((span) => ({
        ...span,
        traceId: span.traceId.replace(/^0000/, "ffff"),
        attributes: attributesOf(Object.entries(span.attributes).map(([key, value]) => [key, typeof value === "string" && /^handoff\.(?:group\.)?id$/.test(key) ? `other ${value}` : value])),
      }));
      const own = new Set(spans.map((span) => span.traceId));
      expect(handoffsOf([...strangers, ...spans]).filter((handoff) => handoff.traceIds.every((traceId) => own.has(traceId)))).toEqual(handoffsOf(spans));
    }),
    { numRuns: 100 },
  );
});

test("whoever looks at a fan-out over many traces sees one race or dropped result for a joining run at most", () => {
  fc.assert(
    fc.property(drawing, (picture) => {
      const found = handoffsOf(drawTrace(picture)).flatMap((handoff) => handoff.findings.map((finding) => finding.class)).filter((of) => of === "fan_in_race" || of === "dropped_result");
      expect(found.length).toBe(new Set(found).size);
    }),
    { numRuns: 200 },
  );
});

const spanAt = (at: number, parent: number, from: bigint, to: bigint, more: [string, string][]): Span =>
  makeSpan({
    spanId: (at + 1).toString(16).padStart(16, "0"), parentSpanId: parent === 0 ? "" : parent.toString(16).padStart(16, "0"), kind: "internal", name: "span",
    startUnixNano: START + from, endUnixNano: START + to, attributes: attributesOf(more),
  });
const agent = (name: string): [string, string][] => [["gen_ai.operation.name", "invoke_agent"], ["gen_ai.agent.name", name]];

test("six hundred fan-outs of five in one trace are each judged by their own", () => {
  const [fanOuts, ends] = [600, 1_000_000_000n];
  const spans = Array.from({ length: fanOuts }, (_, fanOut) => {
    const first = fanOut * 20;
    const group: [string, string][] = [["handoff.group.id", `g${fanOut}`], ["handoff.group.expected_count", "5"]];
    return [
      spanAt(first, 0, 0n, 9n * ends, agent(`desk ${fanOut}`)),
      ...[1, 2, 3, 4, 5].map((at) => spanAt(first + at, first + 1, 0n, BigInt(at) * ends, [...agent("worker"), ["handoff.id", `r${fanOut} ${at}`], ["handoff.sent.tokens", "1"], ["handoff.target.agent.name", "writer"], ...group])),
      spanAt(first + 6, first + 1, 4n * ends, 8n * ends, [...agent("writer"), ...group]),
      ...[1, 2, 3].map((at) => spanAt(first + 6 + at, first + 7, 4n * ends, 4n * ends + 1n, [["handoff.id", `r${fanOut} ${at}`], ["handoff.received.tokens", "1"]])),
    ];
  });
  const found = handoffsOf(spans.flat()).flatMap((handoff) => handoff.findings).filter((finding) => finding.class === "fan_in_race");
  expect(found).toHaveLength(fanOuts);
});
