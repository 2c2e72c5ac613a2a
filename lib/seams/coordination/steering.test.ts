import { expect, test } from "vitest";
import { attributesOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { drawTrace } from "@/lib/testing/draw-trace.ts";
import { searchTraces } from "../search-traces.ts";

const PICTURE = `
  manager                |==========|  gen_ai.output.messages=Here is your report on all vendors
    [ask-specialist]       | ===      |  gen_ai.operation.name=execute_tool  gen_ai.tool.name=ask_specialist  gen_ai.tool.call.arguments={"question":"what do the vendors cost?"}
      specialist             | ===      |  error`;

const said = (message: string): Span[] => drawTrace(PICTURE).map((span) => (span.statusCode === "error" ? { ...span, statusMessage: message } : span));
const thrown = (type: string): Span[] =>
  drawTrace(PICTURE).map((span) =>
    span.statusCode === "error" ? { ...span, events: [{ name: "exception", timeUnixNano: span.endUnixNano, attributes: attributesOf([["exception.type", type]]), droppedAttributesCount: 0 }] } : span);

const swallowedIn = (spans: readonly Span[]): unknown[] =>
  searchTraces(spans, 60_000).handoffsIn(spans[0]?.traceId ?? "").map(({ coordination }) => coordination?.swallowed?.failure);

test("a failure is told with the first line of what was said of it", () => {
  expect(swallowedIn(said("ValueError: no prices\nTraceback"))).toEqual(["ValueError: no prices"]);
});

test.each(["ParentCommand(goto='billing')", "GraphInterrupt(())", "asyncio.CancelledError", "AbortError: the operation was aborted"])("%s is how a run is steered or stopped, not how it fails", (message) => {
  expect(swallowedIn(said(message))).toEqual([undefined]);
  expect(swallowedIn(thrown(message))).toEqual([undefined]);
});
