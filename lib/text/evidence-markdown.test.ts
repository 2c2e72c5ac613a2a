import * as fc from "fast-check";
import { marked } from "marked";
import { describe, expect, test } from "vitest";
import type { Origin } from "@/lib/model/origin.ts";
import type { CitedEvidence, EvidenceTeam } from "@/lib/model/evidence.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import type { Citation } from "@/lib/model/ticket.ts";
import { makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { evidenceMarkdown } from "./evidence-markdown.ts";
import { evidenceOf, goneEvidence, tellEvidence, ticketEvidence } from "./tell-evidence.ts";

const BASE = "https://seamscope.example.com";
const LEG = { side: "source" as const, agent: "planner", claim: "", traceId: "t", spanId: "s" };
const TEAMS: EvidenceTeam[] = [{ side: "source", agent: "planner", owner: { team: "planning", contact: "#planning", saidBy: "declaration" } }, { side: "target", agent: "worker", owner: null }];
const PAYLOAD = { body: '{"secret":"draft"}', mediaType: "application/json", hash: "sha256:0123456789abcdef0123", sizeBytes: 18, tokens: null, from: "input" } as const;
const HANDOFF = makeHandoff({
  id: "order 7/draft", sent: PAYLOAD,
  findings: [{ class: "context_loss", severity: "error", side: "seam", pointer: "/order/id", message: "A field was lost, [redacted:card:0123456789abcdef].", reason: "", evidence: {} }],
  legs: [{ ...LEG, kind: "received", at: "1795158724000000000" }, { ...LEG, kind: "sent", at: "1795158723000000000" }],
});
const ORIGIN: Origin = {
  id: "o", handoffId: "first", seamId: "s", source: "triage", target: "planner", contract: "", defect: "constraint", class: "constraint_dropped", pointer: "", what: "no refund", place: "transit", before: null, after: null, certain: true, unknown: [],
  at: "", detectedAt: "", detectedBy: "", lagMs: 0, lastProofOfLife: null, inherited: [], blast: { handoffs: 0, agents: [], traces: 0, hops: 0, workMs: null, tokens: null, tokensToldBy: 0, runs: 0, handoffIds: [] },
};
const handoffEvidence = (handoff: Handoff): CitedEvidence => ({ kind: "handoff", id: handoff.id, teams: TEAMS, handoffs: [handoff], handoffsInAll: 1, origins: [ORIGIN] });
const told = (read: CitedEvidence): string => evidenceMarkdown(evidenceOf(tellEvidence(read, BASE)));

describe("the evidence of a handoff", () => {
  const markdown = told(handoffEvidence(HANDOFF));
  test("says what happened, whose both sides are, under what contract, what is wrong where, where it began, and in which order", () => {
    for (const part of [
      "### planner → worker", "**planner handed task to worker", "<https://seamscope.example.com/h/order%207%2Fdraft>", "- Hands over: planner, owner: planning, \\#\u200Bplanning (by declaration)", "- Receives: worker, owner: nobody is named",
      "- Handoff: `order 7/draft`", "- Contract: task 1.0.0", "- Versions: source 1.0.0, target 2.0.0, contract 1.0.0", "- **Context loss** (error, at fault: seam) at `/order/id`: A field was lost",
      "The constraint “no refund” was dropped between triage and planner. <https://seamscope.example.com/h/first>", "sent 18 B, `sha256:0123456789abcdef`",
    ]) expect(markdown).toContain(part);
    expect(markdown.indexOf("| Sent |")).toBeLessThan(markdown.indexOf("| Received |"));
  });
  test("keeps marks of what was masked, and leaves payloads out", () => {
    expect(markdown).toContain(String.raw`\[redacted:card:0123456789abcdef\]`);
    expect(markdown).not.toContain("draft\"}");
    expect(JSON.stringify(tellEvidence(handoffEvidence(HANDOFF), BASE))).not.toContain("secret");
  });
});

test("evidence of a trace tells its failed handoffs first and how many are left out", () => {
  const handoffs = Array.from({ length: 12 }, (_, index) => makeHandoff({ id: `h-${index}`, ...(index === 11 ? { findings: HANDOFF.findings } : {}) }));
  const part = tellEvidence({ kind: "trace", id: "0af7651916cd43dd8448eb211c80319c", teams: [], origins: [], handoffs, handoffsInAll: 12, trace: { traceId: "0af7651916cd43dd8448eb211c80319c", name: "run", rootMissing: false, startedAt: "2026-11-20T07:00:00Z", durationMs: 1200, spans: 3, errors: 0, services: ["planning"], agents: ["planner", "worker"], handoffs: 12, failed: 1 } }, BASE);
  expect(part.handoffs.map((handoff) => handoff.id).slice(0, 2)).toEqual(["h-11", "h-0"]);
  expect(part.sentence).toBe("run ran for 1.2 s; 1 of its 12 handoffs failed.");
  expect(evidenceMarkdown(evidenceOf(part))).toContain("2 more handoffs not shown here.");
});

test("evidence of a ticket has all it cites, by whom and why, and says what is not stored any more", () => {
  const citation: Citation = { id: "c", ticket: { key: "INC-1", system: "other", url: "" }, kind: "seam", subjectId: "s-9", title: "a → b", at: "2026-11-20T07:00:00.000000000Z", by: "dana", note: "began @here", pinned: true };
  const ticket = { ticket: citation.ticket, urls: ["https://tracker.example/INC-1"], citations: [citation], citationsInAll: 3 };
  const markdown = evidenceMarkdown(ticketEvidence(ticket, [{ ...tellEvidence(handoffEvidence(HANDOFF), BASE), cited: citation }, { ...goneEvidence(citation, BASE), cited: citation }], BASE));
  for (const part of ["## Evidence for INC-1", "Ticket: <https://tracker.example/INC-1>", "<https://seamscope.example.com/tickets/INC-1>", "Cited 2026-11-20 07:00:00.000 UTC by dana: began \\@\u200Bhere", "It is not stored any more", "<https://seamscope.example.com/s/s-9>", "1 more citation not shown here."]) expect(markdown).toContain(part);
});

/** The kinds of all blocks and inlines of a text, and whether links are our own. */
const shapeOf = (markdown: string): string[] => {
  const kinds: string[] = [];
  void marked.walkTokens(marked.lexer(markdown), (token) => void (token.type === "text" || token.type === "escape" || token.type === "space" || kinds.push(token.type === "link" ? `link ${"href" in token ? String(token.href).startsWith(BASE) : false}` : token.type)));
  return kinds;
};

/** Evidence of a handoff that says one and the same everywhere. */
const made = (text: string): string => told({
  ...handoffEvidence(makeHandoff({
    id: text, contract: text, correlationId: text, warnings: [text], source: { ...HANDOFF.source, name: text }, target: { ...HANDOFF.target, name: text }, versions: { source: text, target: text, contract: text, accepted: [] }, governedBy: { name: text, version: text, mode: "enforce" },
    findings: [{ class: "context_loss", severity: "error", side: "seam", pointer: text, message: text, reason: text, evidence: {} }], legs: [{ ...LEG, kind: "sent", at: "1795158723000000000", agent: text, claim: text }],
  })),
  teams: [{ side: "source", agent: text, owner: { team: text, contact: text, saidBy: text } }], origins: [{ ...ORIGIN, what: text, source: text, target: text, handoffId: text }],
});

test("no text from telemetry changes the shape of the evidence or makes an address, a picture or a tag", () => {
  const hostile = fc.array(fc.oneof(fc.constantFrom("`", "``", "|", "\n", "\r\n\r\n", "# ", "- ", "> ", "**", "__", "~~", "[x](http://evil.example)", "![x](http://evil.example/x)", "<img src=x>", "<!--", "http://evil.example", "www.evil.example", "@all", "#1", "\\", "---", "|---|", "\u202e"), fc.string({ maxLength: 4 })), { maxLength: 8 }).map((parts) => `x${parts.join("")}x`);
  const plain = shapeOf(made("x"));
  fc.assert(
    fc.property(hostile, (text) => {
      expect(shapeOf(made(text))).toEqual(plain);
    }),
    { numRuns: 500 },
  );
});
