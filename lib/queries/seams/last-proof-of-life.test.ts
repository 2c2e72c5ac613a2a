import * as fc from "fast-check";
import { expect, test } from "vitest";
import { LEG_KINDS } from "@/lib/model/vocabulary.ts";
import { lastProofOfLife, type Sign } from "./last-proof-of-life.ts";

const SENT: Sign = { kind: "sent", at: "1795158012123456789", side: "source", agent: "creator", spanId: "b7ad6b7169203331" };

test("the sentence names who, what, when and where to look", () => {
  expect(lastProofOfLife([SENT], "lost")).toBe("creator sent it on 2026-11-20 at 07:00:12 UTC (span b7ad6b7169203331)");
});

test("a leg without agent or span says the side and no span", () => {
  expect(lastProofOfLife([{ ...SENT, kind: "gate_requested", side: "gate", agent: "", spanId: "" }], "lost")).toBe(
    "the gate asked for approval on 2026-11-20 at 07:00:12 UTC",
  );
});

test("the last leg counts, in whatever order and with however many digits the legs come", () => {
  const anySign = fc.record({
    kind: fc.constantFrom(...LEG_KINDS),
    at: fc.bigInt({ min: 0n, max: 2n ** 63n }).map(String),
    side: fc.constant("source" as const),
    agent: fc.constantFrom("a", "b"),
    spanId: fc.constant(""),
  });
  const anyLegs = fc.uniqueArray(anySign, { minLength: 1, selector: (leg) => leg.at });
  fc.assert(fc.property(anyLegs, (legs) => {
    const latest = legs.toSorted((a, b) => Number(BigInt(b.at) - BigInt(a.at)))[0];
    expect(lastProofOfLife(legs, "lost")).toBe(lastProofOfLife(latest === undefined ? [] : [latest], "lost"));
  }));
});

test("without legs nobody is said to have reported", () => {
  expect(lastProofOfLife([], "orphan")).toBe("nobody reported anything of it");
});

test("a payload missing at the target was last alive before the target", () => {
  const completed: Sign = { kind: "completed", at: "1795158099000000000", side: "target", agent: "executor", spanId: "" };
  expect(lastProofOfLife([SENT, completed], "payload_missing")).toContain("creator sent it");
  expect(lastProofOfLife([SENT, completed], "duplicate")).toContain("executor completed it");
  expect(lastProofOfLife([completed], "payload_missing")).toContain("executor completed it");
});
