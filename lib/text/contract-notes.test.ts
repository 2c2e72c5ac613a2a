import { expect, test } from "vitest";
import { contractNotes } from "./contract-notes.ts";

test("a contract says of a place that it is sensitive, and which rules read it, once each", () => {
  const invariants = [{ name: "total survives", cel: 'sent.total == received.total && sent.items[0]["unit/price"] > 0.5' }];
  expect(contractNotes({ sensitive: ["/customer/email"], invariants }).map(({ pointer, words }) => [pointer, words.slice(0, 20)])).toEqual([
    ["/customer/email", "sensitive"], ["/total", "rule total survives:"], ["/items/0/unit~1price", "rule total survives:"],
  ]);
  expect(contractNotes({})).toEqual([]);
});
