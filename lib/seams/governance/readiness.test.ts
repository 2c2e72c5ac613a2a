import { expect, test } from "vitest";
import { READINESS_POINTS, type ReadinessPoint } from "@/lib/model/scorecard.ts";
import { makeContract } from "@/lib/testing/seam-facts.ts";
import { assessReadiness, stakesOf, type ReadinessFacts } from "./readiness.ts";

const pair = (handoffs: number, changes: Partial<ReadinessFacts["traffic"]["versions"][number]> = {}) => ({ source: "1.0.0", target: "2.0.0", contract: "1.0.0", handoffs, failed: 0, ...changes });
const traffic = (changes: Partial<ReadinessFacts["traffic"]> = {}): ReadinessFacts["traffic"] => ({ source: "creator", target: "executor", handoffs: 100, inferred: false, p50Ms: 12, versions: [pair(100)], ...changes });
const READY = makeContract({ payload: { type: "object" }, accepts: "^1.0.0", runbook: "https://wiki.example.com/draft" });
const facts = (changes: Partial<ReadinessFacts> = {}): ReadinessFacts => ({ traffic: traffic(), contract: READY, owner: { team: "content", contact: "#content", saidBy: "contract draft" }, declaredRange: "", ...changes });

function answer(point: ReadinessPoint, changes: Partial<ReadinessFacts>): { met: boolean; why: string } {
  const found = assessReadiness(facts(changes)).points.find((one) => one.point === point);
  if (found === undefined) throw new Error(`${point} was not asked`);
  return { met: found.met, why: found.why };
}

test("a seam that answers all five questions has five points, in the order of the audit, each with its evidence in one sentence", () => {
  const { score, points } = assessReadiness(facts());
  expect(score).toBe(5);
  expect(points.map(({ point }) => point)).toEqual(READINESS_POINTS);
  for (const { why } of points) expect(why).toMatch(/^\S.*[^.]\.$/);
});

test("a seam without contract, owner or reports has none", () => {
  const { score, points } = assessReadiness(facts({ contract: undefined, owner: null, traffic: traffic({ inferred: true, p50Ms: null, versions: [pair(100, { source: "", contract: "" })] }) }));
  expect(score).toBe(0);
  expect(points.map(({ met }) => met)).toEqual([false, false, false, false, false]);
});

test("documented: a contract that does not say what passes does not count; required parts do", () => {
  expect(answer("documented", { contract: makeContract() })).toMatchObject({ met: false });
  expect(answer("documented", { contract: makeContract({ payload: {} }) })).toMatchObject({ met: false });
  expect(answer("documented", { contract: makeContract({ required: ["intent"] }) })).toMatchObject({ met: true });
});

test("versioned: both sides must say their version, the sender in all but a twentieth of its handoffs", () => {
  const claimed = (told: number): ReadinessFacts["traffic"] => traffic({ versions: [pair(told), pair(100 - told, { contract: "" })] });
  expect(answer("versioned", { traffic: claimed(95) })).toEqual({ met: true, why: "95 of 100 handoffs claim a version of the contract, and executor accepts ^1.0.0." });
  expect(answer("versioned", { traffic: claimed(94) })).toMatchObject({ met: false });
  expect(answer("versioned", { contract: makeContract() })).toEqual({ met: false, why: "100 of 100 handoffs claim a version of the contract, and executor declares no range that it accepts." });
  expect(answer("versioned", { contract: makeContract(), declaredRange: "^1.0.0" })).toMatchObject({ met: true });
  expect(answer("versioned", { traffic: traffic({ handoffs: 0, versions: [] }) })).toMatchObject({ met: false });
});

test("instrumented: what was only inferred, never timed, or without the agents' versions is not", () => {
  expect(answer("instrumented", { traffic: traffic({ inferred: true }) })).toMatchObject({ met: false });
  expect(answer("instrumented", { traffic: traffic({ p50Ms: null }) })).toMatchObject({ met: false });
  expect(answer("instrumented", { traffic: traffic({ versions: [pair(90), pair(10, { target: "" })] }) })).toEqual({ met: false, why: "90 of 100 handoffs tell the versions of both agents." });
  expect(answer("instrumented", { traffic: traffic({ handoffs: 0, versions: [] }) })).toMatchObject({ met: false });
});

test("failure path: a deadline alone leads nowhere, and where nothing can be taken back there must be a gate", () => {
  const bare = { contract: "draft", version: "1.0.0" } as const;
  expect(answer("failure_path", { contract: { ...bare, mode: "observe", deadline: "15m" } })).toMatchObject({ met: false });
  expect(answer("failure_path", { contract: makeContract({ stakes: "irreversible" }) })).toMatchObject({ met: false });
  expect(answer("failure_path", { contract: makeContract({ gate: { kind: "approval", stakes: "irreversible" } }) })).toMatchObject({ met: true });
  expect(answer("failure_path", { contract: { ...bare, mode: "observe", runbook: "https://wiki.example.com" } })).toMatchObject({ met: true });
});

test("stakes are irreversible as soon as the contract or its gate says so, and unknown where neither speaks", () => {
  expect(stakesOf(undefined)).toBeNull();
  expect(stakesOf(makeContract())).toBeNull();
  expect(stakesOf(makeContract({ stakes: "reversible", gate: { kind: "approval", stakes: "irreversible" } }))).toBe("irreversible");
  expect(stakesOf(makeContract({ gate: { kind: "approval", stakes: "reversible" } }))).toBe("reversible");
});
