import { expect, test } from "vitest";
import { evaluateInvariant } from "@/lib/contracts/cel/evaluate-cel.ts";
import { digestMarkOf, droppedMarkOf, markOf } from "@/lib/model/redaction-mark.ts";
import { judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const [ONE, OTHER] = ["1111111111111111", "2222222222222222"];
const picture = (sent: unknown, received: unknown): string => `
    orchestrator  |==     |  producer  handoff.id=h1  handoff.sent.payload=${JSON.stringify(sent)}
    a:worker      |    == |  consumer  handoff.id=h1  handoff.received.payload=${JSON.stringify(received)}`;
const findings = (sent: unknown, received: unknown) => judgeDrawing(picture(sent, received)).flatMap((handoff) => handoff.findings);

test("the same value redacted on both sides is the same, whichever rules did it", () => {
  expect(findings({ email: markOf("email", ONE), n: 1 }, { email: markOf("sensitive", ONE), n: 1 })).toEqual([]);
  expect(findings({ email: markOf("email", ONE) }, { text: `write_to_${digestMarkOf(ONE)}` })).toEqual([]);
  expect(findings({ note: droppedMarkOf("x"), n: 1 }, { note: markOf("y", ONE), n: 1 })).toEqual([]);
});

test("another value is another one although both are redacted", () => {
  expect(findings({ total: markOf("sum", ONE) }, { total: markOf("sum", OTHER) })).toMatchObject([{ class: "value_drift", severity: "warning", pointer: "/total" }]);
});

test("a redacted value that did not arrive is lost all the same", () => {
  expect(findings({ email: markOf("email", ONE), n: 1 }, { n: 1 })).toMatchObject([{ class: "context_loss", pointer: "/email" }]);
});

test("a text that was cut behind a redacted part is cut, whichever rule redacted it", () => {
  const rest = "_and_then_go_on_with_the_order_until_the_end";
  expect(findings({ text: `ask_${markOf("email", ONE)}${rest}` }, { text: `ask_${markOf("sensitive", ONE)}_and_then_go` })).toMatchObject([{ class: "truncated" }]);
});

test("an invariant compares digests, and says nothing about what it cannot see", () => {
  const agent = { name: "a", version: "1" };
  const kind = (cel: string, sent: unknown, received: unknown): string =>
    evaluateInvariant({ name: "n", cel }, { sent: JSON.stringify(sent), received: JSON.stringify(received), handoff: { source: agent, target: agent, contract: agent, direction: "forward" } }).kind;
  expect(kind("sent.email == received.email", { email: markOf("email", ONE) }, { email: markOf("sensitive", ONE) })).toBe("holds");
  expect(kind("sent.email == received.email", { email: markOf("email", ONE) }, { email: markOf("email", OTHER) })).toBe("violated");
  expect(kind("received.email.endsWith('@example.com')", {}, { email: markOf("email", ONE) })).toBe("unknown");
  expect(kind("sent.total == received.total", { total: markOf("sum", ONE) }, { total: 12 })).toBe("unknown");
  expect(kind("sent.total > 10", { total: droppedMarkOf("sum") }, {})).toBe("unknown");
});
