import * as fc from "fast-check";
import { expect, test } from "vitest";
import { SPAN_WHATS } from "@/lib/model/span-window.ts";
import { drawTrace } from "@/lib/testing/draw-trace.ts";
import { judgeDrawing } from "@/lib/testing/judge-drawing.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { searchTraces } from "../search-traces.ts";
import { viewTrace } from "../view-trace.ts";
import { mapOf } from "./map-of.ts";
import { type Outline, outlineOf } from "./outline.ts";
import { type OutlineView, visibleRows, WHOLE } from "./visible-rows.ts";
import { windowOf } from "./window-of.ts";

function outlineFrom(spans: Parameters<typeof searchTraces>[0], handoffs: Parameters<typeof outlineOf>[2] = []): Outline {
  const [first] = spans;
  const trace = searchTraces(spans, 0).traceOf(first?.traceId ?? "");
  if (trace === undefined) throw new Error("there are no spans");
  return outlineOf(trace, viewTrace(trace, handoffs, Infinity), handoffs);
}

const idOf = (index: number) => (index + 1).toString(16).padStart(16, "0");
const NOWHERE = { spanId: undefined, find: undefined };
const rowsIn = (outline: Outline) => (view: OutlineView) => visibleRows(outline, view);
const ask = (outline: Outline, view: OutlineView, from: number, count: number, target: Parameters<typeof windowOf>[1]["target"] = NOWHERE) =>
  windowOf(outline, { view, from, count, target }, rowsIn(outline));

/** Trees of any shape: each span below an earlier one, or below none; some in error. */
const tree = fc.array(fc.record({ parent: fc.nat(40), error: fc.boolean(), lasts: fc.integer({ min: 0, max: 50 }) }), { minLength: 1, maxLength: 40 }).map((drawn) =>
  outlineFrom(drawn.map(({ parent, error, lasts }, index) =>
    makeSpan({
      spanId: idOf(index), parentSpanId: parent < index ? idOf(parent) : "", startUnixNano: 1000n + BigInt(index * 10), endUnixNano: 1000n + BigInt(index * 10 + lasts),
      statusCode: error ? "error" : "unset",
    }))));
const view = fc.record({
  collapsed: fc.oneof(fc.constant("all" as const), fc.array(fc.nat(39).map(idOf), { maxLength: 10 })),
  expanded: fc.array(fc.nat(39).map(idOf), { maxLength: 10 }),
  zoom: fc.option(fc.tuple(fc.nat(400), fc.nat(400)).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]), { nil: undefined }),
  onlyFailures: fc.boolean(),
});

/** The rows by the words of the view alone: a row is there unless something around it is folded, or it leads to nothing that is wanted. */
function expectedRows(outline: Outline, { collapsed, expanded, zoom, onlyFailures }: OutlineView): string[] {
  const { spans } = outline;
  const isFolded = (id: string) => (collapsed === "all" ? !expanded.includes(id) : collapsed.includes(id));
  const around = (index: number): string[] => {
    const parent = spans.find((span) => span.spanId === spans[index]?.parentSpanId);
    return parent === undefined ? [] : [parent.spanId, ...around(spans.indexOf(parent))];
  };
  const isWanted = (index: number) => {
    const below = spans.filter((span, at) => at === index || around(at).includes(spans[index]?.spanId ?? ""));
    const inTime = zoom === undefined || (Math.max(...below.map((span) => span.startNs + span.durationNs)) >= zoom[0] && Math.min(...below.map((span) => span.startNs)) <= zoom[1]);
    return inTime && (!onlyFailures || below.some((span) => span.status === "error"));
  };
  return spans.flatMap((span, index) => (around(index).some(isFolded) || !isWanted(index) ? [] : [span.spanId]));
}

test("any window of the tree is that slice of the whole order, however it is folded and narrowed down", () => {
  fc.assert(fc.property(tree, view, fc.nat(45), fc.integer({ min: 1, max: 45 }), (outline, asked, from, count) => {
    const all = expectedRows(outline, asked);
    const window = ask(outline, asked, from, count);
    expect(window.rows).toBe(all.length);
    expect(window.ids).toEqual(all.slice(from, from + count));
    expect(window.ids).toHaveLength(Math.max(0, Math.min(count, all.length - from)));
  }));
});

test("a span that is asked for is in its window, whatever hides it, and what had to be opened for it is told", () => {
  fc.assert(fc.property(tree, view, fc.nat(39), fc.integer({ min: 1, max: 20 }), (outline, asked, place, count) => {
    const spanId = idOf(place % outline.spans.length);
    const window = ask(outline, asked, 0, count, { spanId, find: undefined });
    expect(window.ids[(window.at ?? -1) - window.from]).toBe(spanId);
    const opened: OutlineView = {
      collapsed: asked.collapsed === "all" ? "all" : asked.collapsed.filter((id) => !window.unfolded.includes(id)),
      expanded: asked.collapsed === "all" ? [...asked.expanded, ...window.unfolded] : asked.expanded,
      zoom: window.dropped.includes("zoom") ? undefined : asked.zoom,
      onlyFailures: asked.onlyFailures && !window.dropped.includes("only"),
    };
    expect(ask(outline, opened, window.from, count).ids).toEqual(window.ids);
  }));
});

test("going from failure to failure visits each one once, wherever it is, and comes round, in both directions", () => {
  fc.assert(fc.property(tree, view, (outline, asked) => {
    const failures = outline.spans.filter((span) => span.status === "error").map((span) => span.spanId);
    for (const [find, expected] of [["failure-after", failures], ["failure-before", failures.toReversed()]] as const) {
      let spanId: string | undefined;
      const visited = [...failures, "round"].map(() => (spanId = ask(outline, asked, 0, 5, { spanId, find }).found ?? undefined));
      expect(visited).toEqual([...expected, expected[0]]);
    }
  }));
});

test("every row tells what is below it, and its place among its siblings", () => {
  const outline = outlineFrom(drawTrace(`
    root     |=========|
      one    |===      |  error
        deep | =       |  error
      two    |   ==    |`));
  expect(ask(outline, WHOLE, 0, 9)).toMatchObject({ inner: [3, 1, 0, 0], failuresInside: [2, 1, 0, 0], place: [1, 1, 1, 2], siblings: [1, 2, 1, 2], depth: [0, 1, 2, 1], failed: [0, 2, 2, 0] });
  expect(ask(outline, { ...WHOLE, collapsed: "all" }, 0, 9)).toMatchObject({ rows: 1, folded: [1], inner: [3] });
});

test("spans whose parent never came name it, and how many hang there", () => {
  const orphan = (index: number, parentSpanId: string) => makeSpan({ spanId: idOf(index), parentSpanId, startUnixNano: BigInt(1000 + index) });
  const outline = outlineFrom([orphan(0, ""), orphan(1, "f".repeat(16)), orphan(2, "f".repeat(16)), orphan(3, idOf(1))]);
  expect(ask(outline, WHOLE, 0, 9).missing).toEqual([{ row: 1, parentSpanId: "f".repeat(16), spans: 2 }, { row: 3, parentSpanId: "f".repeat(16), spans: 2 }]);
});

test("models, tools, gates, retries, agents and handoffs are told apart", () => {
  const picture = `
    desk/creator       |==========|
      desk/[chat]      |=         |  gen_ai.operation.name=chat
      desk/[look]      | =        |  gen_ai.operation.name=execute_tool  gen_ai.tool.name=look
      desk/[send]      |  ==      |  producer  handoff.id=h1  handoff.source.agent.name=creator  handoff.target.agent.name=executor
      desk/[again]     |    ==    |  producer  handoff.id=h1  handoff.retry.attempt=1
      desk/[get]       |       =  |  client`;
  const outline = outlineFrom(drawTrace(picture), judgeDrawing(picture));
  const window = ask(outline, WHOLE, 0, 9);
  expect(window.what.map((what) => SPAN_WHATS[what])).toEqual(["agent", "model", "tool", "handoff", "retry", "remote"]);
  expect(window.handoffs.map(({ row }) => row)).toEqual([3, 4]);
});

test("the map shows where spans are and where failures are, and costs the same for a trace of any size", () => {
  const map = mapOf(outlineFrom(drawTrace(`
    root  |==========|
      ok  |=====     |
      bad |        ==|  error`)));
  expect(map.bands.map((band) => band.replaceAll(/(.)\1*/g, "$1"))).toEqual(["1", "10", "02"]);
  const many = mapOf(outlineFrom(Array.from({ length: 5000 }, (_, index) => makeSpan({ spanId: idOf(index), parentSpanId: index === 0 ? "" : idOf(0), startUnixNano: BigInt(1000 + index), endUnixNano: BigInt(1010 + index) }))));
  expect(new Set(many.bands.map((band) => band.length))).toEqual(new Set(map.bands.map((band) => band.length)));
  expect(many.bands.length).toBeLessThan(30);
});
