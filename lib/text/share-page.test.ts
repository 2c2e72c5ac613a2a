import { anything, array, assert, dictionary, double, integer, letrec, oneof, property, string } from "fast-check";
import { expect, test } from "vitest";
import { makeHandoff } from "@/lib/testing/handoff-rows.ts";
import type { Payload } from "@/lib/model/handoff.ts";
import { maskPayload } from "./mask-payload.ts";
import { sharedHandoffPage } from "./share-page.ts";

const VIEW = { masked: true, expiresAt: "2026-11-28T12:00:00Z" };
const payload = (body: string): Payload => ({ body, mediaType: "application/json", hash: "00", sizeBytes: body.length, tokens: null, from: "input" });
/** Values that nothing else on a page has. */
const secret = integer({ min: 0, max: 1e9 }).map((number) => `zq${number}zq secret`);
const { value } = letrec((tie) => ({
  value: oneof({ depthSize: "small" }, secret, double({ noNaN: true, min: 1e9, max: 1e12 }), array(tie("value")), dictionary(oneof(string({ minLength: 1, maxLength: 8 }), secret), tie("value"))),
}));

function leavesOf(of: unknown): string[] {
  if (typeof of !== "object" || of === null) return [String(of)];
  return Object.entries(of).flatMap(([name, one]) => [...(name.startsWith("zq") ? [name] : []), ...leavesOf(one)]);
}

test("a masked page holds no value of a payload, wherever the handoff quotes it", () => {
  assert(
    property(value, (sent) => {
      const leaves = leavesOf(sent).filter((leaf) => leaf.length > 6);
      const quote = leaves.join(" and ");
      const page = sharedHandoffPage(makeHandoff({
        sent: payload(JSON.stringify(sent)), received: payload(quote), returned: payload(quote), reason: quote, warnings: [quote], correlationId: quote,
        carried: { intent: { sent: quote, received: quote }, constraints: { sent: leaves, received: leaves } },
        findings: [{ class: "value_drift", severity: "error", side: "consumer", pointer: `/${quote}`, message: quote, reason: quote, evidence: { before: quote } }],
        legs: [{ kind: "sent", at: "1795158012123456789", side: "source", agent: "planner", claim: quote, traceId: "0".repeat(32), spanId: "0".repeat(16) }],
      }), VIEW);
      expect(leaves.filter((leaf) => page.includes(leaf))).toEqual([]);
    }),
  );
});

test("the structure stays: names, types and lengths", () => {
  expect(maskPayload('{"order":"A-17","amount":12.5,"paid":true,"note":null,"items":[{"sku":"x"}],"empty":[]}')).toBe(
    "{\n  order: string of 4\n  amount: number\n  paid: boolean\n  note: null\n  items: [\n    {\n      sku: string of 1\n    }\n  ]\n  empty: []\n}",
  );
  expect(maskPayload("Dear Ana, …")).toBe("text of 11 characters");
});

test("a name that is data itself is masked like a value", () => {
  expect(maskPayload('{"ana@example.com":1,"4111111111111111":2,"Ana Smith":3}')).toBe("{\n  name of 15: number\n  name of 16: number\n  name of 9: number\n}");
});

test("nothing a payload holds becomes markup, and nothing leads from the page to anything else", () => {
  assert(
    property(anything(), (one) => {
      const page = sharedHandoffPage(makeHandoff({ sent: payload(`<script>${JSON.stringify(one)}</script>`) }), { ...VIEW, masked: false });
      expect(page).not.toMatch(/<script|<a |<img|<form/);
    }),
  );
});
