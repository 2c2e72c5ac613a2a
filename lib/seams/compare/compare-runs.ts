import { groupBy } from "@/lib/model/group-by.ts";
import type { HandoffSummary } from "@/lib/model/handoff.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import type { AgentDifference, FieldDifference, FindingDifference, HandoffDifference, RunAgent, RunChange, RunComparison, RunHead } from "@/lib/model/run-comparison.ts";

/** A run as it is compared: its handoffs in order of start, candidates apart. */
export interface Run {
  head: RunHead;
  agents: readonly RunAgent[];
  handoffs: readonly HandoffSummary[];
}

/** Times of two runs always differ a little: they are called different when one is over so many times the other, */
const SLOWER_BY = 1.5;
/** and by more than this. */
const SLOWER_BY_MS = 100;

const IN_MS = " (ms)";

/**
 * In what two runs differ: agents by name, handoffs by seam and order, findings by class, seam and place. It is symmetric: with
 * the runs the other way round everything added is removed, and nothing else changes; a run does not differ from itself.
 */
export function compareRuns(a: Run, b: Run): RunComparison {
  const handoffs = compareHandoffs(a.handoffs, b.handoffs);
  const { findings, alike } = compareFindings(a.handoffs, b.handoffs);
  const otherwise = handoffs.findIndex(wentOtherwise);
  const first = otherwise === -1 ? handoffs.findIndex(({ change }) => change !== "same") : otherwise;
  return {
    a: a.head, b: b.head,
    agents: compareAgents(a.agents, b.agents),
    handoffs, findings, findingsAlike: alike,
    divergence: first === -1 ? null : { handoff: first, alikeBefore: first },
  };
}

/** In more than how long it took: times differ from run to run and would hide what matters. */
const wentOtherwise = ({ change, differences }: HandoffDifference): boolean => change === "added" || change === "removed" || differences.some((difference) => !difference.field.endsWith(IN_MS));

function compareAgents(a: readonly RunAgent[], b: readonly RunAgent[]): AgentDifference[] {
  const [inA, inB] = [a, b].map((agents) => new Map(agents.map((agent) => [normaliseName(agent.name), agent])));
  const names = [...new Set([...(inA?.keys() ?? []), ...(inB?.keys() ?? [])])].toSorted();
  return names.map((key) => {
    const [one, other] = [inA?.get(key) ?? null, inB?.get(key) ?? null];
    const differences = one === null || other === null ? [] : agentDifferences(one, other);
    return { name: [one?.name, other?.name].filter((name) => name !== undefined).toSorted()[0] ?? key, change: changeOf(one, other, differences), a: one, b: other, differences };
  });
}

const agentDifferences = (a: RunAgent, b: RunAgent): FieldDifference[] => [
  ...differing("version", listed(a.versions), listed(b.versions)),
  ...differing("model", listed(a.models), listed(b.models)),
  ...differing("runs", String(a.runs), String(b.runs)),
  ...slower("work", a.workMs, b.workMs),
];

interface Placed {
  handoff: HandoffSummary;
  /** Among all handoffs of its run, from 0. */
  index: number;
  /** Among those of its seam, from 1. */
  place: number;
}

/** Pairs by seam and order; in the order in which the earlier of both runs has them. */
function compareHandoffs(a: readonly HandoffSummary[], b: readonly HandoffSummary[]): HandoffDifference[] {
  const [inA, inB] = [placed(a), placed(b)];
  const keys = [...new Set([...inA.keys(), ...inB.keys()])];
  return keys
    .map((key) => ({ key, one: inA.get(key), other: inB.get(key) }))
    .toSorted((x, y) => firstIndex(x) - firstIndex(y) || (x.key < y.key ? -1 : 1))
    .flatMap(({ one, other }) => {
      const told = one ?? other;
      if (told === undefined) return [];
      const { source, target, contract, direction } = told.handoff;
      const differences = one === undefined || other === undefined ? [] : handoffDifferences(one.handoff, other.handoff);
      return [{
        ...endsOf(one?.handoff, other?.handoff, { source: source.name, target: target.name }), contract, direction, place: told.place,
        change: changeOf(one, other, differences), a: one?.handoff ?? null, b: other?.handoff ?? null, differences,
      }];
    });
}

/** The two runs may spell a name differently; the first of both in the alphabet stands for it whichever run is a. */
function endsOf(a: HandoffSummary | undefined, b: HandoffSummary | undefined, otherwise: { source: string; target: string }): { source: string; target: string } {
  if (a === undefined || b === undefined) return otherwise;
  return { source: [a.source.name, b.source.name].toSorted()[0] ?? "", target: [a.target.name, b.target.name].toSorted()[0] ?? "" };
}

const firstIndex = ({ one, other }: { one: Placed | undefined; other: Placed | undefined }): number => Math.min(one?.index ?? Number.POSITIVE_INFINITY, other?.index ?? Number.POSITIVE_INFINITY);

function placed(handoffs: readonly HandoffSummary[]): Map<string, Placed> {
  const seen = new Map<string, number>();
  return new Map(handoffs.map((handoff, index): [string, Placed] => {
    const seam = JSON.stringify([normaliseName(handoff.source.name), normaliseName(handoff.target.name), handoff.contract, handoff.direction]);
    const place = (seen.get(seam) ?? 0) + 1;
    seen.set(seam, place);
    return [`${seam} ${String(place).padStart(6, "0")}`, { handoff, index, place }];
  }));
}

function handoffDifferences(a: HandoffSummary, b: HandoffSummary): FieldDifference[] {
  return [
    ...differing("verdict", a.verdict, b.verdict),
    ...differing("findings", findingsOf(a), findingsOf(b)),
    ...differing("source version", a.versions.source, b.versions.source),
    ...differing("target version", a.versions.target, b.versions.target),
    ...differing("contract version", a.versions.contract, b.versions.contract),
    ...slower("on the way", a.latency.totalMs, b.latency.totalMs),
    ...slower("at the gate", a.latency.gateMs, b.latency.gateMs),
    ...slower("work", a.latency.workMs, b.latency.workMs),
  ];
}

const findingsOf = ({ findings }: HandoffSummary): string => listed(findings.map((finding) => `${finding.class}${finding.pointer === "" ? "" : ` at ${finding.pointer}`}`));

function compareFindings(a: readonly HandoffSummary[], b: readonly HandoffSummary[]): { findings: FindingDifference[]; alike: number } {
  const [inA, inB] = [countFindings(a), countFindings(b)];
  const all = [...new Map([...inB, ...inA])].toSorted(([x], [y]) => (x < y ? -1 : 1)).map(([key, { about }]) => ({ ...about, a: inA.get(key)?.counted ?? 0, b: inB.get(key)?.counted ?? 0 }));
  return { findings: all.filter((one) => one.a !== one.b), alike: all.filter((one) => one.a === one.b).length };
}

function countFindings(handoffs: readonly HandoffSummary[]): Map<string, { about: Omit<FindingDifference, "a" | "b">; counted: number }> {
  const found = handoffs.flatMap(({ findings, source, target }) => findings.map((finding) => ({ class: finding.class, source: normaliseName(source.name), target: normaliseName(target.name), pointer: finding.pointer })));
  const groups = groupBy(found, (one) => JSON.stringify([one.class, one.source, one.target, one.pointer]));
  return new Map([...groups].flatMap(([key, alike]) => alike.slice(0, 1).map((about) => [key, { about, counted: alike.length }] as const)));
}

function changeOf(a: unknown, b: unknown, differences: readonly FieldDifference[]): RunChange {
  if (a === undefined || a === null) return "added";
  if (b === undefined || b === null) return "removed";
  return differences.length > 0 ? "changed" : "same";
}

const listed = (words: readonly string[]): string => [...new Set(words)].toSorted().join(", ");

const differing = (field: string, a: string, b: string): FieldDifference[] => (a === b ? [] : [{ field, a, b }]);

/** Milliseconds as digits; they are put into words where they are shown. */
function slower(field: string, a: number | null, b: number | null): FieldDifference[] {
  if (a === null || b === null) return [];
  const [less, more] = [Math.min(a, b), Math.max(a, b)];
  return more > less * SLOWER_BY && more - less > SLOWER_BY_MS ? [{ field: `${field}${IN_MS}`, a: String(Math.round(a)), b: String(Math.round(b)) }] : [];
}
