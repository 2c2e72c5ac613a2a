import * as fc from "fast-check";
import { expect, test } from "vitest";
import { makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { embedCard, type EmbedOptions } from "./embed-card.ts";

const OPTIONS: EmbedOptions = { theme: "auto", payloads: false, notice: "", link: "https://seamscope.example.com/h/a" };
const PAYLOAD = { body: '{"secret":"draft"}', mediaType: "application/json", hash: "00", sizeBytes: 18, tokens: null, from: "input" } as const;
const cardOf = (text: string, options: Partial<EmbedOptions> = {}): string => embedCard(
  makeHandoff({
    id: text, contract: text, source: { name: text, version: "", type: "agent", service: "" }, verdict: "rejected", sent: { ...PAYLOAD, body: text },
    findings: [{ class: "context_loss", severity: "error", side: "seam", pointer: text, message: text, reason: "", evidence: {} }], legs: [{ kind: "rejected", at: "1795158723000000000", side: "target", agent: text, claim: text, traceId: "t", spanId: "s" }],
  }),
  { ...OPTIONS, ...options },
);

/** The tags of a card, without where its link leads. */
const tagsOf = (card: string): string[] => card.match(/<[^>]*>/g)?.map((tag) => tag.replace(/href="[^"]*"/, "href")) ?? [];

test("whatever comes in, a card has the same tags and no others", () => {
  const hostile = fc.array(fc.oneof(fc.constantFrom("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"', "'", "&lt;", "</pre>", "</style>", "<!--", "-->", "javascript:alert(1)", "\u202e", "\u0000"), fc.string({ maxLength: 5 })), { minLength: 1 }).map((parts) => `x${parts.join("")}x`);
  fc.assert(fc.property(hostile, (text) => {
    expect(tagsOf(cardOf(text, { payloads: true, notice: text }))).toEqual(tagsOf(cardOf("x", { payloads: true, notice: "x" })));
  }));
});

test("a card says what happened and links to all of it, and shows payloads only where that is allowed", () => {
  const handoff = makeHandoff({ sent: PAYLOAD });
  expect(embedCard(handoff, OPTIONS)).toContain("planner handed task to worker");
  expect(embedCard(handoff, OPTIONS)).toContain('<a href="https://seamscope.example.com/h/a" target="_blank" rel="noopener noreferrer">');
  expect(embedCard(handoff, OPTIONS)).not.toContain("secret");
  expect(embedCard(handoff, { ...OPTIONS, payloads: true })).toContain("{&quot;secret&quot;:&quot;draft&quot;}");
  expect(embedCard(handoff, { ...OPTIONS, theme: "dark" })).toContain('data-theme="dark"');
});
