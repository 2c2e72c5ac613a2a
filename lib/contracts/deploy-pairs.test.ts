import { expect, test } from "vitest";
import type { ContractVerification } from "@/lib/model/contract-verification.ts";
import { deployPairs, type SeamAtWork } from "./deploy-pairs.ts";

const seen = (source: string, target: string, contract: string, handoffs = 10, failed = 0) => ({ source, target, contract, handoffs, failed });
const SEAM: SeamAtWork = {
  id: "s-1", source: "planner", target: "worker", seen: [seen("1", "2", "1.0.0"), seen("1", "3", "1.0.0", 5, 5)],
  inForce: { name: "task", version: "2.0.0" }, digests: new Map([["1.0.0", "d1"], ["2.0.0", "d2"], ["", "d2"]]),
  accepted: { range: "^1.0.0", takes: (version) => version.startsWith("1.") },
};

const versioned = (name: string, version: string | null) => (version === null ? null : { name, version });

function made(producer: string | null, receiver: string | null, more: Partial<ContractVerification> = {}): ContractVerification {
  return { contract: "task", version: "1.0.0", digest: "d1", outcome: "passed", examples: 1, at: "2026-11-20T07:00:00Z", by: "CI 7", url: "", details: "", producer: versioned("Planner", producer), receiver: versioned("worker", receiver), ...more };
}

const told = (agent: string, version: string, seam: Partial<SeamAtWork>, ...results: ContractVerification[]) =>
  deployPairs({ agent, version }, { ...SEAM, ...seam }, results).map(({ source, target, contractVersion, answer, why }) => `${source.version} ${target.version} ${contractVersion} ${answer}: ${why}`);

test("a sender meets every receiver version at work, by the contract versions it claims; its own side must be verified", () => {
  expect(told("planner", "1", {}, made("1", null))).toEqual(["1 2 1.0.0 yes: the sender is verified", "1 3 1.0.0 yes: the sender is verified"]);
  expect(told("PLANNER", "1", {}, made(null, "2"))).toEqual(["1 2 1.0.0 no: what the sender sends was not verified", "1 3 1.0.0 no: what the sender sends was not verified"]);
  expect(told("planner", "1", {}, made("1", null), made(null, "3", { outcome: "failed" }))).toEqual(["1 2 1.0.0 yes: the sender is verified", "1 3 1.0.0 no: a test failed: CI 7"]);
});

test("a version that was never seen is held against the contract versions it was tested against, else against the one in force", () => {
  expect(told("planner", "9", {}, made("9", "2"))).toEqual(["9 2 1.0.0 yes: verified", "9 3 1.0.0 no: what the sender sends was not verified"]);
  expect(told("planner", "9", {})).toEqual(["9 2 2.0.0 no: the receiver takes ^1.0.0", "9 3 2.0.0 no: the receiver takes ^1.0.0"]);
  expect(told("planner", "9", { accepted: undefined })[0]).toBe("9 2 2.0.0 no: what the sender sends was not verified");
});

test("a receiver meets every sender and contract version at work", () => {
  const senders = { seen: [seen("1", "2", "1.0.0"), seen("2", "2", "2.0.0"), seen("1", "3", "1.0.0")], accepted: undefined };
  expect(told("worker", "4", senders, made(null, "4"))).toEqual(["1 4 1.0.0 yes: the receiver is verified", "2 4 2.0.0 no: the receiver was not verified"]);
});

test("a seam that no contract governs is not judged, and an agent that hands over to itself is asked on both sides", () => {
  expect(told("planner", "1", { inForce: undefined, digests: new Map(), accepted: undefined }, made("1", null))).toEqual(["1 2 1.0.0 unjudged: no contract governs this seam", "1 3 1.0.0 unjudged: no contract governs this seam"]);
  expect(told("planner", "9", { target: "planner", seen: [seen("1", "1", "1.0.0")], accepted: undefined })).toHaveLength(2);
});

test("what was observed of exactly these versions is told beside the answer", () => {
  expect(deployPairs({ agent: "planner", version: "1" }, SEAM, []).map(({ handoffs, failed, declared }) => [handoffs, failed, declared])).toEqual([[10, 0, true], [5, 5, true]]);
  expect(deployPairs({ agent: "planner", version: "9" }, SEAM, [])[0]).toMatchObject({ handoffs: 0, failed: 0, declared: false, verified: null });
});
