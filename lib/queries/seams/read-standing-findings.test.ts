import { afterAll, beforeAll, expect, test } from "vitest";
import type { Handoff, Leg, Payload } from "@/lib/model/handoff.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { insertContracts, makeStored } from "@/lib/testing/contract-rows.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { insertHandoffs, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { readStandingFindings } from "./read-standing-findings.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await insertContracts(fresh.db, [
    makeStored({ contract: "stamped", owner: { team: "a" }, fallback: { agent: "b" } }),
    makeStored({ contract: "drifting", owner: { team: "a" }, fallback: { agent: "b" } }),
    makeStored({ contract: "dangerous", stakes: "irreversible" }),
    makeStored({ contract: "later" }, { appliesFrom: "2026-12-01T00:00:00Z" }),
  ]);
});
afterAll(() => fresh.dispose());

const WINDOW = { project: PROJECT, from: new Date("2026-11-20T00:00:00Z"), to: new Date("2026-11-21T00:00:00Z"), now: new Date("2026-11-21T00:00:00Z") };
const NOON = 1_795_176_000_000_000_000n;
const payload = (body: string): Payload => ({ body, mediaType: "application/json", hash: "", sizeBytes: body.length, tokens: null, from: "handoff.sent.payload" });
const leg = (kind: Leg["kind"], seconds: number, claim: string, side: Leg["side"] = "gate"): Leg => ({ kind, at: (NOON + BigInt(seconds) * 1_000_000_000n).toString(), side, agent: "editor", claim, traceId: "", spanId: "" });
const startedAt = (index: number): string => `2026-11-20T12:${String(index).padStart(2, "0")}:00.000000000Z`;

let version = 0n;

/** Handoffs of the seam named as its contract, in the window, a minute apart. */
async function write(contract: string, count: number, make: (index: number) => Partial<Handoff>): Promise<void> {
  const handoffs = Array.from({ length: count }, (_, index) => makeHandoff({ id: `${contract}-${index}`, seamId: contract, contract, startedAt: startedAt(index), ...make(index) }));
  await insertHandoffs(fresh.db, handoffs, { version: (version += 1n) });
}
const standing = async (contract: string, handoffs: number): Promise<string[]> => {
  const findings = await readStandingFindings(fresh.db, { source: "planner", target: "worker", contract, handoffs }, { ...WINDOW, seamId: contract });
  return findings.map((finding) => `${finding.class} ${finding.severity} n=${finding.evidence["n"]} ${finding.pointer}`.trim());
};

/** A page of text that was approved after four seconds. */
const gated = (claim: string, decision = "approved by editor"): Partial<Handoff> => ({
  sent: payload(JSON.stringify({ draft: "x".repeat(5000) })), latency: { totalMs: 5000, transitMs: 1000, gateMs: 4000, queueMs: null, workMs: null },
  legs: [leg("gate_requested", 0, claim), leg("gate_decided", 4, decision)],
});

test("approvals faster than their payload can be read are found; those of a policy are not", async () => {
  await write("stamped", 25, () => gated("approval asked for"));
  expect(await standing("stamped", 25)).toEqual(["rubber_stamp warning n=25"]);
  await write("stamped", 25, () => gated("policy asked for"));
  expect(await standing("stamped", 25)).toEqual([]);
  await write("stamped", 25, () => gated("approval asked for", "answered"));
  expect(await standing("stamped", 25)).toEqual([]);
});

const body = (index: number): string => JSON.stringify({ subtasks: index < 20 ? ["a"] : "a" });

test("a field that turned from a list into a text under one version is found; payloads of another version stand apart", async () => {
  await write("drifting", 40, (index) => ({ sent: payload(body(index)) }));
  expect(await standing("drifting", 40)).toEqual(["shape_drift warning n=40 /subtasks"]);
  await write("other", 40, (index) => ({ sent: payload(body(index)), versions: { source: index < 20 ? "1.0.0" : "1.1.0", target: "", contract: "", accepted: [] } }));
  expect(await standing("other", 40)).toEqual(["no_contract info n=40"]);
});

test("what cannot be taken back and passed no gate is counted, and nobody owns it", async () => {
  await write("dangerous", 4, (index) => ({ legs: index === 0 ? [leg("gate_requested", 0, "approval asked for"), leg("gate_decided", 1, "approved by editor")] : [leg("received", 0, "received", "target")] }));
  expect(await standing("dangerous", 4)).toEqual(["unowned info n=4", "no_fallback warning n=4", "ungated_irreversible error n=4"]);
});

test("a contract that applies later is none yet, and without traffic nothing is said", async () => {
  expect(await standing("later", 3)).toEqual(["no_contract info n=3"]);
  expect(await standing("nowhere", 0)).toEqual([]);
});
