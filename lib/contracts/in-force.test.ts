import * as fc from "fast-check";
import { expect, test } from "vitest";
import { makeStored } from "@/lib/testing/contract-rows.ts";
import { contractInForce, contractsInForce, type Governed } from "./in-force.ts";

const HANDOFF: Governed = { contract: "", source: "creator", target: "executor", claimedVersion: "", startedAt: "2026-06-01T00:00:00.000000000Z" };
const SEAM = { source: "creator", target: "executor" };
const from = (day: string) => ({ pushedAt: `${day}T00:00:00Z`, appliesFrom: `${day}T00:00:00Z` });

test("the contract that the sender names governs, also on a seam that another one claims", () => {
  const named = makeStored({ contract: "draft" });
  const ofSeam = makeStored({ contract: "other", seam: SEAM });
  expect(contractInForce([named, ofSeam], { ...HANDOFF, contract: "draft" })).toBe(named);
});

test("without a name, or with one that nobody pushed, the contract of the seam governs, however the names are written", () => {
  const ofSeam = makeStored({ seam: { source: "Content Creator", target: "executor" } });
  const handoff = { ...HANDOFF, source: "content_creator", target: "Executor" };
  expect(contractInForce([ofSeam], handoff)).toBe(ofSeam);
  expect(contractInForce([ofSeam], { ...handoff, contract: "unheard of" })).toBe(ofSeam);
  expect(contractInForce([ofSeam], { ...handoff, target: "somebody else" })).toBeUndefined();
  expect(contractInForce([ofSeam], { ...handoff, source: "executor", target: "content creator" })).toBeUndefined();
});

test("a push governs from `appliesFrom` to the nanosecond, and nothing that started before", () => {
  const push = makeStored({ seam: SEAM }, { pushedAt: "2026-07-01T00:00:00Z", appliesFrom: "2026-06-01T00:00:00.000000001Z" });
  expect(contractInForce([push], HANDOFF)).toBeUndefined();
  expect(contractInForce([push], { ...HANDOFF, startedAt: "2026-06-01T02:00:00.000000001+02:00" })).toBe(push);
});

test("a named contract that applies later is not replaced by that of the seam", () => {
  const later = makeStored({ contract: "draft" }, from("2026-07-01"));
  expect(contractInForce([later, makeStored({ contract: "other", seam: SEAM })], { ...HANDOFF, contract: "draft" })).toBeUndefined();
});

test("the claimed version governs where it is stored, else the version pushed last, be its number lower", () => {
  const first = makeStored({ seam: SEAM, version: "2.0.0" }, from("2026-02-01"));
  const second = makeStored({ seam: SEAM, version: "1.9.0" }, from("2026-03-01"));
  expect(contractInForce([first, second], { ...HANDOFF, claimedVersion: "2.0.0" })).toBe(first);
  expect(contractInForce([first, second], { ...HANDOFF, claimedVersion: "3.0.0" })).toBe(second);
  expect(contractInForce([first, second], HANDOFF)).toBe(second);
});

test("a contract that gave up the seam no longer governs it; another that claims it does", () => {
  const wrong = makeStored({ contract: "draft", seam: SEAM }, from("2026-02-01"));
  const corrected = makeStored({ contract: "draft", version: "1.0.1", seam: { source: "x", target: "y" } }, from("2026-03-01"));
  const other = makeStored({ contract: "other", seam: SEAM }, from("2026-01-02"));
  expect(contractInForce([wrong, corrected], HANDOFF)).toBeUndefined();
  expect(contractInForce([wrong, corrected, other], HANDOFF)).toBe(other);
});

const anyMoment = fc.constantFrom("2026-01-01", "2026-05-31", "2026-06-01", "2026-06-02").map((day) => `${day}T00:00:00Z`);
const anyPush = fc
  .record({
    contract: fc.constantFrom("a", "b"), version: fc.constantFrom("1.0.0", "1.1.0", "2.0.0"),
    seam: fc.constantFrom({}, { seam: SEAM }, { seam: { source: "x", target: "y" } }), pushedAt: anyMoment, appliesFrom: anyMoment, hash: fc.string({ minLength: 8, maxLength: 8 }),
  })
  .map(({ contract, version, seam, ...push }) => makeStored({ contract, version, ...seam }, push));

test("the order of the stored pushes does not matter", () => {
  const claims = fc.record({ contract: fc.constantFrom("", "a", "c"), claimedVersion: fc.constantFrom("", "1.1.0", "9.0.0") });
  const pushes = fc.uniqueArray(anyPush, { selector: (push) => push.hash, maxLength: 8 });
  const shuffled = pushes.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
  fc.assert(fc.property(shuffled, claims, ([all, mixed], claimed) => {
    const handoff = { ...HANDOFF, ...claimed };
    expect(contractInForce(mixed, handoff)).toBe(contractInForce(all, handoff));
  }));
});

test("what is in force on a seam is told alike one by one and for all seams at once", () => {
  const anySeam = fc.record({ contract: fc.constantFrom("", "a", "b", "c"), source: fc.constantFrom("Creator", "x", "z"), target: fc.constantFrom("executor", "y") });
  fc.assert(
    fc.property(fc.array(anyPush, { maxLength: 8 }), fc.array(anySeam, { minLength: 1, maxLength: 6 }), anyMoment, (pushes, seams, at) => {
      const inForce = contractsInForce(pushes, at);
      for (const seam of seams) expect(inForce(seam)).toBe(contractInForce(pushes, { ...seam, claimedVersion: "", startedAt: at }));
    }),
  );
});
