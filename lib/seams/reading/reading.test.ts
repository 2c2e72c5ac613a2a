import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groupBy } from "@/lib/model/group-by.ts";
import type { ReadingBlock } from "@/lib/model/reading.ts";
import { type CaptureName, CAPTURES } from "@/lib/testing/read-capture.ts";
import { recordedSpans } from "@/lib/testing/recorded-spans.ts";
import { searchTraces } from "../search-traces.ts";
import { conclude } from "../conclude.ts";
import { readingMessages } from "./reading-messages.ts";
import { agentsIn, pageOf, readTraceAloud } from "./read-trace-aloud.ts";

function readingsOf(capture: CaptureName): ReadingBlock[][] {
  const spans = recordedSpans(capture);
  const search = searchTraces(spans, 60_000);
  return [...groupBy(spans, (span) => span.traceId).keys()].flatMap((traceId) => {
    const trace = search.traceOf(traceId);
    const handoffs = search.handoffsIn(traceId).map((evidence) => conclude("test", evidence, { kind: "none" }, 2n ** 62n));
    return trace === undefined ? [] : [readTraceAloud(trace, handoffs)];
  });
}
const linesOf = (blocks: readonly ReadingBlock[]): string[] =>
  blocks.flatMap((block) => (block.kind === "handoff" ? [`${block.source} → ${block.target}`] : block.entries.map((entry) => `${block.agent} ${entry.kind} ${entry.who}: ${entry.parts.map((part) => part.text).join("")}`)));

test("a recorded run reads as a conversation, the handoff between its agents", () => {
  const lines = linesOf(readingsOf("openai-agents-py.openinference")[0] ?? []);
  expect(lines.slice(0, 3)).toEqual(["Triage instructions system: You are Triage. Find out who can help.", "Triage given user: I was charged twice for order A-100", 'Triage called transfer_to_billing: {"reason": "charged twice", "order_id": "A-100"}']);
  expect(lines).toContain("Triage → Billing");
  expect(lines.at(-1)).toBe("Refunds said assistant: Your 49.90 EUR for order A-100 are on their way.");
});

/** Recordings in which nothing that was said is told. */
const SILENT: readonly CaptureName[] = ["google-adk-py.no-content", "a2a.http", "a2a-py.http", "vercel-ai-sdk.negative-controls"];

describe.each(CAPTURES)("the recording %s", (capture) => {
  const readings = readingsOf(capture);

  test("tells what its agents said, if it tells anything", () => {
    const said = readings.flat().some((block) => block.kind === "run" && block.entries.some((entry) => entry.kind === "said" || entry.kind === "called"));
    expect(said || SILENT.includes(capture)).toBe(true);
  });

  test("stands on pages that together are all of it, however they are cut", () => {
    for (const blocks of readings) {
      const all = linesOf(blocks);
      fc.assert(
        fc.property(fc.nat(all.length), (from) => {
          expect(linesOf(pageOf(blocks, from).blocks)).toEqual(all.slice(from));
        }),
        { numRuns: 10 },
      );
      expect(agentsIn(blocks).reduce((sum, agent) => sum + agent.entries, 0)).toBe(blocks.reduce((sum, block) => sum + (block.kind === "run" ? block.entriesInAll : 0), 0));
    }
  });
});

test("a long run goes on from page to page, and no page is larger than its bound", () => {
  const entries = Array.from({ length: 1000 }, (_, index) => ({ kind: "said" as const, at: String(index), who: "a", spanId: "s", from: "", parts: [{ kind: "text" as const, text: `${index} `.padEnd(5000, "x"), length: 5000 }] }));
  const blocks: ReadingBlock[] = [{ kind: "run", agent: "a", spanId: "s", startedAt: "0", durationMs: 1, failed: false, continued: false, entries, entriesInAll: 1000 }];
  const seen: string[] = [];
  for (let from: number | null = 0; from !== null; ) {
    const page = pageOf(blocks, from);
    expect(page.blocks).toMatchObject([{ continued: from > 0, entriesInAll: 1000 }]);
    expect(linesOf(page.blocks).join("").length).toBeLessThan(500_000);
    seen.push(...linesOf(page.blocks));
    from = page.next;
  }
  expect(seen).toEqual(linesOf(blocks));
});

test.each<[dialect: string, body: unknown, expected: object]>([
  ["OpenTelemetry", [{ role: "user", parts: [{ type: "text", content: "hello" }] }], { role: "user", parts: [{ text: "hello" }] }],
  ["an image of OpenTelemetry", [{ role: "user", parts: [{ type: "blob", mime_type: "image/png", content: "", data: "AAAA" }] }], { parts: [{ kind: "blob", text: "image/png", length: 3 }] }],
  ["an image of OpenAI", [{ role: "user", content: [{ type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } }] }], { parts: [{ kind: "blob", text: "image/png", length: 3 }] }],
  ["an image of Gemini", { contents: [{ role: "model", parts: [{ inlineData: { mimeType: "image/jpeg", data: "AAAAAAAA" } }] }] }, { role: "assistant", parts: [{ kind: "blob", text: "image/jpeg", length: 6 }] }],
  ["a call of Anthropic", [{ role: "assistant", content: [{ type: "tool_use", id: "1", name: "find", input: { q: 1 } }] }], { calls: [{ name: "find", arguments: '{"q":1}' }] }],
  ["LangChain", { lc: 1, type: "constructor", id: ["langchain", "HumanMessage"], kwargs: { content: "hi" } }, { role: "user", parts: [{ text: "hi" }] }],
  ["LangChain beside its type", { messages: [{ type: "human", data: { content: "hi", type: "human" } }] }, { role: "user", parts: [{ text: "hi" }] }],
])("reads messages of %s", (_, body, expected) => {
  expect(readingMessages(JSON.stringify(body))).toMatchObject([expected]);
});

test("whatever was captured, reading it neither throws nor loses a plain text", () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string(), fc.jsonValue().map((value) => JSON.stringify([{ role: "user", content: value }]))), (body) => {
      readingMessages(body);
    }),
  );
  expect(readingMessages("<script>alert(1)</script>")).toMatchObject([{ parts: [{ kind: "text", text: "<script>alert(1)</script>" }] }]);
  expect(readingMessages("aB3+".repeat(1250))).toMatchObject([{ parts: [{ kind: "blob", length: 3750 }] }]);
});
