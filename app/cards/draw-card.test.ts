import * as fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { cardText, publicSentence } from "@/lib/text/card-text.ts";
import { drawCard } from "./draw-card.tsx";
import type { Card } from "./read-card.ts";

const asked: string[] = [];
beforeEach(() => {
  asked.length = 0;
  const real = globalThis.fetch;
  vi.stubGlobal("fetch", async (input: RequestInfo | URL, init?: RequestInit) => {
    const address = input instanceof Request ? input.url : String(input);
    if (!/^https?:/.test(address)) return real(input, init);
    asked.push(address);
    throw new Error(`asked ${address}`);
  });
});
afterEach(() => vi.unstubAllGlobals());

const CARD: Card = { title: "planner → worker", label: "Lost, failed silently", failed: true, sentence: "planner handed task to worker, which never received it.", at: "2026-11-20T07:00:12.123456789Z", marks: ["Lost", "Late"] };

/** Width and height stand in the first chunk of a PNG (RFC 2083). */
async function sizeOf(card: Card): Promise<[string, number, number]> {
  const bytes = Buffer.from(await drawCard("handoff", card, {}).arrayBuffer());
  return [bytes.subarray(1, 4).toString("latin1"), bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

test("a card is a PNG of 1200 by 630", async () => {
  expect(await sizeOf(CARD)).toEqual(["PNG", 1200, 630]);
});

test("nobody is asked for a font or a picture, whatever letters come in", async () => {
  const all = Array.from({ length: 0x2100 }, (_, code) => String.fromCodePoint(code)).map((letter) => cardText(`x${letter}x`, 10).slice(1, -1));
  const drawn = [...new Set(all)].join("");
  for (let from = 0; from < drawn.length; from += 80) await sizeOf({ ...CARD, title: drawn.slice(from, from + 80) });
  for (const text of ["規劃者 → 工作者", "שלום", "🚀🔥", "1️⃣ ©️ ™️ ‼️", "é e\u0301 ﷽", "\u202eevil", "a\u0000b"]) await sizeOf({ ...CARD, title: text, sentence: text, label: text, marks: [text] });
  expect(asked).toEqual([]);
});

test("any text is drawn in the letters that there are, within its length", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), fc.integer({ min: 1, max: 100 }), (text, lengthMax) => {
      const drawn = cardText(text, lengthMax);
      expect(drawn.length).toBeLessThanOrEqual(lengthMax);
      expect(drawn).toMatch(/^[\x20-\x7E\u00A1-\u045F\u2013-\u2026]*$/);
    }),
  );
  expect(cardText("planner → worker", 90)).toBe("planner – worker");
  expect(cardText("規劃者", 90)).toBe("???");
});

test("what agents and findings say in their own words stands in no card", () => {
  const leg = { side: "target" as const, agent: "worker", traceId: "t", spanId: "s", at: "1795158723000000000" };
  const findings = [{ class: "schema_violation" as const, severity: "error" as const, side: "producer" as const, pointer: "/card", message: "4111 1111 is no date", reason: "", evidence: {} }];
  const rejected = makeHandoff({ verdict: "rejected", findings, legs: [{ ...leg, kind: "rejected", claim: "card 4111 1111 was refused" }] });
  for (const handoff of [rejected, { ...rejected, legs: [] }, { ...rejected, verdict: "dead_lettered" as const }, { ...rejected, verdict: "delivered" as const }]) expect(publicSentence(handoff)).not.toContain("4111");
});
