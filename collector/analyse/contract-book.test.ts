import * as fc from "fast-check";
import { expect, test } from "vitest";
import { contractInForce } from "@/lib/contracts/in-force.ts";
import { makeStored } from "@/lib/testing/contract-rows.ts";
import { keepContractBook, openContractBook } from "./contract-book.ts";

const anyDay = fc.constantFrom("2026-01-01", "2026-02-01", "2026-03-01").map((day) => `${day}T00:00:00Z`);
const anyAgent = fc.constantFrom("creator", "Creator", "executor", "reviewer");
const anyName = fc.constantFrom("draft", "review", "other");
const anyVersion = fc.constantFrom("1.0.0", "1.1.0", "2.0.0");
const anyPush = fc
  .record({ contract: anyName, version: anyVersion, seam: fc.option(fc.record({ source: anyAgent, target: anyAgent })), pushedAt: anyDay, appliesFrom: anyDay, hash: fc.string({ minLength: 6 }) })
  .map(({ contract, version, seam, ...push }) => makeStored({ contract, version, ...(seam === null ? {} : { seam }) }, push));
const anyHandoff = fc.record({ contract: fc.constantFrom("", "draft", "unknown"), source: anyAgent, target: anyAgent, claimedVersion: fc.constantFrom("", "1.0.0", "9.0.0"), startedAt: anyDay });

test("the book tells the contract that is in force among all that are stored, and its latest version", () => {
  fc.assert(fc.property(fc.uniqueArray(anyPush, { selector: (push) => push.hash, maxLength: 12 }), anyHandoff, (stored, handoff) => {
    const expected = contractInForce(stored, handoff);
    const latest = expected === undefined ? undefined : contractInForce(stored, { ...handoff, contract: expected.contract.contract, claimedVersion: "" });
    const inForce = openContractBook(stored)(handoff);
    expect([inForce?.contract, inForce?.current]).toEqual([expected?.contract, latest?.contract]);
  }), { numRuns: 500 });
});

test("pushes are looked for once in a while and read only when there are new ones; when it is expired, at once", async () => {
  const log: string[] = [];
  let [nowMs, stamp] = [0, "1"];
  const book = keepContractBook({ stamp: () => (log.push("look"), Promise.resolve(stamp)), read: () => (log.push("read"), Promise.resolve([])) }, 100, () => nowMs);
  const first = await book.open();
  nowMs = 99;
  expect(await book.open()).toBe(first);
  nowMs = 100;
  expect(await book.open()).toBe(first);
  expect(log).toEqual(["look", "read", "look"]);
  stamp = "2";
  book.expire();
  expect(await book.open()).not.toBe(first);
  expect(log).toEqual(["look", "read", "look", "look", "read"]);
});
