import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { RunAgent, RunChange, RunComparison } from "@/lib/model/run-comparison.ts";
import { LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { compareRuns, type Run } from "./compare-runs.ts";

const agentRef = (name: string) => ({ name, version: "", type: "agent" as const, service: "" });
const head = (id: string, handoffs: number): Run["head"] => ({ kind: "trace", id, name: "run", startedAt: "2026-11-20T07:00:00Z", durationMs: 1, traces: 1, spans: 1, handoffs, failed: 0, leftOut: [] });
const run = (id: string, handoffs: Run["handoffs"], agents: readonly RunAgent[] = []): Run => ({ head: head(id, handoffs.length), agents, handoffs });

const Names = fc.constantFrom("planner", "writer", "Writer", "legal");
const Handoffs = fc.array(fc.record({ source: Names, target: Names, contract: fc.constantFrom("", "draft"), verdict: fc.constantFrom("delivered" as const, "lost" as const), version: fc.constantFrom("", "1", "2"), totalMs: fc.option(fc.nat(10_000)) }), { maxLength: 8 }).map((all) =>
  all.map(({ source, target, contract, verdict, version, totalMs }, index) =>
    makeHandoff({
      id: String(index), source: agentRef(source), target: agentRef(target), contract, verdict, findings: verdict === "lost" ? [LOST_FINDING] : [],
      versions: { source: version, target: "", contract: "", accepted: [] }, latency: { totalMs, transitMs: null, gateMs: null, queueMs: null, workMs: null },
    }),
  ),
);
const Agents = fc.uniqueArray(fc.record({ name: Names, versions: fc.subarray(["1", "2"]), models: fc.subarray(["m", "n"]), runs: fc.integer({ min: 1, max: 3 }), workMs: fc.nat(5000) }), { selector: (agent) => agent.name.toLowerCase() });
const Runs = fc.tuple(Handoffs, Agents).map(([handoffs, agents]) => run("x", handoffs, agents));

test("a run does not differ from itself", () => {
  fc.assert(
    fc.property(Runs, (one) => {
      const { agents, handoffs, findings, divergence } = compareRuns(one, one);
      expect([...agents, ...handoffs].filter((part) => part.change !== "same" || part.differences.length > 0)).toEqual([]);
      expect(findings).toEqual([]);
      expect(divergence).toBeNull();
      expect(handoffs).toHaveLength(one.handoffs.length);
    }),
  );
});

const MIRRORED: Record<RunChange, RunChange> = { same: "same", changed: "changed", added: "removed", removed: "added" };
const turn = <Part extends { change: RunChange; a: unknown; b: unknown; differences: { field: string; a: string; b: string }[] }>(part: Part) => ({
  ...part, change: MIRRORED[part.change], a: part.b, b: part.a, differences: part.differences.map(({ field, a, b }) => ({ field, a: b, b: a })),
});
const mirror = ({ a, b, agents, handoffs, findings, findingsAlike, divergence }: RunComparison) => ({
  a: b, b: a, agents: agents.map(turn), handoffs: handoffs.map(turn), findings: findings.map((one) => ({ ...one, a: one.b, b: one.a })), findingsAlike, divergence,
});

test("the other way round everything added is removed, and nothing else changes", () => {
  fc.assert(
    fc.property(Runs, Runs, (a, b) => {
      expect(compareRuns(b, a)).toEqual(mirror(compareRuns(a, b)));
    }),
  );
});

test("every handoff of either run is in exactly one pair", () => {
  fc.assert(
    fc.property(Runs, Runs, (a, b) => {
      const { handoffs } = compareRuns(a, b);
      expect(handoffs.flatMap((pair) => (pair.a === null ? [] : [pair.a])).toSorted(byId)).toEqual(a.handoffs.toSorted(byId));
      expect(handoffs.flatMap((pair) => (pair.b === null ? [] : [pair.b])).toSorted(byId)).toEqual(b.handoffs.toSorted(byId));
    }),
  );
});
const byId = (x: { id: string }, y: { id: string }) => (x.id < y.id ? -1 : 1);

test("the first handoff that went otherwise is named, a slower one too, and a name spelt otherwise is the same agent", () => {
  const ok = makeHandoff({ id: "1", source: agentRef("planner"), target: agentRef("writer") });
  const sent = makeHandoff({ id: "2", source: agentRef("writer"), target: agentRef("legal") });
  const lost = { ...sent, source: agentRef("Writer"), verdict: "lost" as const, findings: [LOST_FINDING], failed: true };
  const { divergence, handoffs, findings } = compareRuns(run("a", [ok, sent]), run("b", [ok, lost]));
  expect(divergence).toEqual({ handoff: 1, alikeBefore: 1 });
  expect(handoffs[1]?.differences.map(({ field }) => field)).toEqual(["verdict", "findings"]);
  expect(findings).toMatchObject([{ class: "lost", a: 0, b: 1 }]);
});
