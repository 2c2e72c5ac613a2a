import { expect, test } from "vitest";
import { Contract } from "@/lib/model/contract.ts";
import type { ContractVerification } from "@/lib/model/contract-verification.ts";
import { verifiedDigest } from "./verified-digest.ts";
import { verifiedPairs } from "./verified-pairs.ts";

const DIGESTS = new Map([["1.0.0", "d1"], ["1.0.1", "d1"], ["2.0.0", "d2"], ["", "d2"]]);
const at = (minute: number): string => `2026-11-20T07:0${minute}:00Z`;

function made(producer: string | null, receiver: string | null, more: Partial<ContractVerification> = {}): ContractVerification {
  return {
    contract: "task", version: "1.0.0", digest: "d1", outcome: "passed", examples: 1, at: at(0), by: "", url: "", details: "",
    producer: producer === null ? null : { name: "Planner", version: producer }, receiver: receiver === null ? null : { name: "worker", version: receiver }, ...more,
  };
}

const pair = (source: string, target: string, contract = "1.0.0") => ({ source, target, contract });
const statesOf = (seen: ReturnType<typeof pair>[], ...results: ContractVerification[]) =>
  Object.fromEntries(verifiedPairs({ source: "planner", target: "worker", seen, digests: DIGESTS }, results).map(({ source, contract, target, state }) => [`${source} ${contract} ${target}`, state]));

test("a pair is verified when both sides passed, together or each alone, and half of it when one side did", () => {
  expect(statesOf([pair("1", "2")], made("1", "2"))).toEqual({ "1 1.0.0 2": "passed" });
  expect(statesOf([pair("1", "2")], made("1", null), made(null, "2"))).toEqual({ "1 1.0.0 2": "passed" });
  expect(statesOf([pair("1", "2")], made("1", null))).toEqual({ "1 1.0.0 2": "producer" });
  expect(statesOf([pair("1", "2")], made(null, "2"))).toEqual({ "1 1.0.0 2": "receiver" });
});

test("a failure of either side outweighs what passed, and names itself first when it is the latest", () => {
  const [found] = verifiedPairs({ source: "planner", target: "worker", seen: [pair("1", "2")], digests: DIGESTS }, [made("1", "2"), made(null, "2", { outcome: "failed", at: at(1) })]);
  expect(found).toMatchObject({ state: "failed", results: [{ outcome: "failed" }, { outcome: "passed" }] });
});

test("another version that demands the same is verified by it, one that demands something else is not", () => {
  expect(statesOf([pair("1", "2", "1.0.1"), pair("1", "2", "2.0.0")], made("1", "2"))).toEqual({ "1 1.0.1 2": "passed" });
});

test("whoever claims no version is held against the one in force", () => {
  expect(statesOf([pair("1", "2", "")], made("1", "2"))).toEqual({ "1 1.0.0 2": "passed" });
  expect(statesOf([pair("1", "2", "")], made("1", "2", { version: "2.0.0", digest: "d2" }))).toEqual({ "1  2": "passed" });
});

test("what was tested and never seen has its place; a result on other content than is stored under its version has none", () => {
  expect(statesOf([pair("1", "2")], made("9", "8"), made("1", null))).toEqual({ "1 1.0.0 2": "producer", "1 1.0.0 8": "producer", "9 1.0.0 8": "passed" });
  expect(statesOf([pair("1", "2")], made("1", "2", { digest: "d9" }))).toEqual({});
  expect(statesOf([pair("1", "2", "7.0.0")], made("1", "2", { version: "7.0.0", digest: "d7" }))).toEqual({ "1 7.0.0 2": "passed" });
});

test("agents of other seams are not meant; names are compared as everywhere", () => {
  expect(statesOf([pair("1", "2")], made("1", "2", { producer: { name: "drafter", version: "1" } }), made(null, "2", { receiver: { name: "WORKER", version: "2" } }))).toEqual({ "1 1.0.0 2": "receiver" });
});

test("only what examples are held against makes another digest", () => {
  const contract = Contract.parse({ contract: "task", version: "1.0.0", payload: { type: "object", required: ["a"] }, required: ["rationale", "intent"], invariants: [{ name: "sums", cel: "sent.a == received.a" }] });
  const same = verifiedDigest(contract);
  expect(verifiedDigest({ ...contract, version: "1.1.0", deadline: "1m", mode: "enforce", required: ["intent", "rationale"], invariants: [{ name: "other words", cel: "sent.a == received.a" }] })).toBe(same);
  for (const change of [{ payload: { type: "object" } }, { required: ["intent" as const] }, { invariants: [] }]) expect(verifiedDigest({ ...contract, ...change })).not.toBe(same);
});
