import { expect, test, vi } from "vitest";
import type { SpanWindow } from "@/lib/model/span-window.ts";
import { outlineOf } from "@/lib/seams/outline/outline.ts";
import { visibleRows } from "@/lib/seams/outline/visible-rows.ts";
import { windowOf } from "@/lib/seams/outline/window-of.ts";
import { indexTrace } from "@/lib/seams/trace/index-trace.ts";
import { viewTrace } from "@/lib/seams/view-trace.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { SPAN_ENDPOINTS } from "@/lib/api/span-endpoints.ts";
import { WaterfallStore, type WaterfallOutside } from "./waterfall-store.ts";

const idOf = (index: number) => (index + 1).toString(16).padStart(16, "0");
/** A root, a task for every ten spans, steps below it; two failures. */
const SPANS = Array.from({ length: 1001 }, (_, index) =>
  makeSpan({
    spanId: idOf(index), parentSpanId: index === 0 ? "" : index % 10 === 1 ? idOf(0) : idOf(index - ((index - 1) % 10)), name: `span ${index}`,
    startUnixNano: BigInt(1000 + index), endUnixNano: index === 0 ? 3000n : BigInt(1005 + index), statusCode: index === 7 || index === 907 ? "error" : "unset",
  }));
const [{ traceId } = { traceId: "" }] = SPANS;
const trace = indexTrace(traceId, SPANS);
const outline = outlineOf(trace, viewTrace(trace, [], Infinity), []);

/** The server's answer, with its own reading of the parameters. */
function serve(params: Record<string, string>): SpanWindow {
  const { from, count, collapsed = [], expanded = [], zoom, only, around, find } = SPAN_ENDPOINTS.spanWindow.query.parse(params);
  const window = windowOf(outline, { from, count, view: { collapsed, expanded, zoom, onlyFailures: only === "failures" }, target: { spanId: around, find } }, (view) => visibleRows(outline, view));
  return { version: "1", spansInAll: SPANS.length, ...window };
}

function open(address: Partial<Record<"span" | "zoom" | "only", string>> = {}) {
  const written: Record<string, string | undefined> = {};
  const ask = vi.fn<WaterfallOutside["ask"]>(async (params) => serve(params));
  const write: WaterfallOutside["write"] = (changes) => void Object.assign(written, changes);
  const first = serve({ ...(address.span === undefined ? {} : { around: address.span }), ...(address.zoom === undefined ? {} : { zoom: address.zoom }) });
  return { store: new WaterfallStore(first, { span: undefined, zoom: undefined, only: undefined, ...address }, outline.durationNs, { ask, write }), ask, written };
}

test("rows that come into view are asked for once, and those that are there not at all", async () => {
  const { store, ask } = open();
  store.need(0, 40);
  store.need(0, 40);
  await vi.waitFor(() => expect(store.snapshot().waiting).toBe(0));
  expect(ask.mock.calls.map(([params]) => params["from"])).toEqual(["100"]);
  store.need(600, 640);
  await vi.waitFor(() => expect(store.snapshot().rows.get(620)?.name).toBe("span 620"));
});

test("the next failure is chosen wherever it is, what is folded around it is opened, and the address tells it", async () => {
  const { store, written } = open();
  await store.foldAll(true);
  expect(store.snapshot().total).toBe(1);
  await store.find("failure-after");
  expect(written["span"]).toBe(idOf(7));
  await store.find("failure-after");
  expect(written["span"]).toBe(idOf(907));
  const { selected, rows, show } = store.snapshot();
  expect(selected).toBe(idOf(907));
  expect(rows.get(show?.row ?? -1)?.id).toBe(idOf(907));
});

test("a zoom that would hide what is looked for is dropped, from the address as well", async () => {
  const { store, written } = open();
  await store.narrowTo({ zoom: [0, 20] }, "push");
  expect(written["zoom"]).toBe("0-20");
  expect(store.snapshot().total).toBeLessThan(50);
  await store.find("failure-before");
  expect(written).toMatchObject({ span: idOf(907), zoom: undefined });
  expect(store.snapshot().total).toBe(SPANS.length);
});

test("a row far away is chosen by its place, and beyond the ends the last one", async () => {
  const { store, written } = open();
  await store.selectRow(5000);
  expect(written["span"]).toBe(idOf(1000));
  await store.fold(idOf(1), true, 0);
  expect(store.snapshot().total).toBe(SPANS.length - 9);
});

test("what Back makes of the address is shown, and what was written from here asks nothing", async () => {
  const { store, ask } = open({ span: idOf(907) });
  expect(store.snapshot().show?.row).toBe(907);
  await store.adopt({ span: idOf(907), zoom: undefined, only: undefined });
  expect(ask).not.toHaveBeenCalled();
  await store.adopt({ span: idOf(7), zoom: undefined, only: "failures" });
  expect(store.snapshot()).toMatchObject({ selected: idOf(7), view: { onlyFailures: true }, total: 5 });
});

test("when the server does not answer, what is there stays, and the problem is told until it does", async () => {
  const { store, ask } = open();
  ask.mockRejectedValueOnce(new Error("the server answered 503"));
  await store.find("failure-after");
  expect(store.snapshot()).toMatchObject({ problem: "Rows cannot be read: the server answered 503.", total: SPANS.length, waiting: 0 });
  await store.find("failure-after");
  expect(store.snapshot()).toMatchObject({ problem: undefined, selected: idOf(7) });
});

test("another version of the trace replaces every row", async () => {
  const { store, ask } = open();
  ask.mockImplementation(async (params) => ({ ...serve(params), version: "2" }));
  await store.renew("2", 0);
  expect(store.snapshot().version).toBe("2");
});
