import { FACT_KINDS, type ExplanationRow, type Fact } from "@/lib/model/explanation.ts";
import { differenceAtLeast } from "./difference-bound.ts";
import { isSymptom } from "./is-symptom.ts";
import { factsOf, propertiesOf, type FactOf } from "./properties.ts";
import type { ToldHandoff } from "./told-handoff.ts";

const ROWS_MAX = 40;
const ALIKE_MAX = 12;
const EXAMPLES_MAX = 5;
/** What is surely more frequent by less than this is not worth a row. */
const AT_LEAST_MIN = 0.02;

interface Ranked extends FactOf {
  subjects: number;
  others: number;
  atLeast: number;
}

/**
 * What is so of the subjects and less often of the others: each property by that value of it (or bound, among numbers) whose share differs
 * most for certain, the most certain first, how a failure shows last. Ids, and properties with too many values, are left out and counted.
 * What is so of the very same handoffs is one row. Neither the order of handoffs nor that of their facts matters. The idea of ranking
 * properties by how differently they are distributed is that of Honeycomb's BubbleUp and of HyperDX's event deltas.
 */
export function rankDifferences(subjects: readonly ToldHandoff[], others: readonly ToldHandoff[]): { rows: ExplanationRow[]; left: { ids: number; many: number } } {
  const [ours, theirs] = [subjects.toSorted(byId), others.toSorted(byId)];
  const left = { ids: 0, many: 0 };
  const ranked = propertiesOf([...ours, ...theirs]).flatMap((property) => {
    const facts = factsOf(property);
    if (typeof facts !== "string") return bestOf(facts.map((fact) => weigh(fact, ours.length, theirs.length))) ?? [];
    left[facts] += 1;
    return [];
  });
  const rows = togetherWhereAlike(ranked).toSorted(byWeight).slice(0, ROWS_MAX);
  return { rows: rows.map(({ holders, ...row }) => ({ ...row, examples: holders.slice(0, EXAMPLES_MAX).flatMap((index) => ours[index]?.id ?? []) })), left };
}

/** Ids of the handoffs that a fact of the ranking is so of, among the same subjects and others. */
export function holdersOf(subjects: readonly ToldHandoff[], others: readonly ToldHandoff[], { kind, side, key, value }: Fact): string[] {
  const all = [...subjects.toSorted(byId), ...others.toSorted(byId)];
  const property = propertiesOf(all).find((one) => one.kind === kind && one.side === side && one.key === key);
  const facts = property === undefined ? [] : factsOf(property);
  const found = typeof facts === "string" ? undefined : facts.find((one) => one.fact.value === value);
  return (found?.holders ?? []).flatMap((index) => all[index]?.id ?? []);
}

function weigh({ fact, holders }: FactOf, subjectCount: number, otherCount: number): Ranked {
  const subjects = holders.filter((index) => index < subjectCount).length;
  const others = holders.length - subjects;
  return { fact, holders, subjects, others, atLeast: differenceAtLeast(subjects, subjectCount, others, otherCount) };
}

function bestOf(facts: readonly Ranked[]): Ranked | undefined {
  const telling = facts.filter(({ atLeast, subjects }) => atLeast >= AT_LEAST_MIN && subjects > 0);
  const best = telling.toSorted((a, b) => b.atLeast - a.atLeast || compare(a.fact.value, b.fact.value))[0];
  return best;
}

type Row = Omit<ExplanationRow, "examples"> & { holders: readonly number[] };

function togetherWhereAlike(ranked: readonly Ranked[]): Row[] {
  const rows = new Map<string, Row>();
  for (const { fact, holders, subjects, others, atLeast } of ranked.toSorted((a, b) => byKind(a.fact, b.fact))) {
    const symptom = isSymptom(fact);
    const key = `${symptom} ${holders.join(" ")}`;
    const known = rows.get(key);
    if (known === undefined) rows.set(key, { ...fact, subjects, others, atLeast, symptom, alike: [], holders });
    else if (known.alike.length < ALIKE_MAX) known.alike.push(fact);
  }
  return [...rows.values()];
}

/** What was there before comes first, then what is surer. */
function byWeight(a: Row, b: Row): number {
  return Number(a.symptom) - Number(b.symptom) || b.atLeast - a.atLeast || byKind(a, b);
}

/** Versions say most of where to look, the hour of day least. */
function byKind(a: Fact, b: Fact): number {
  return FACT_KINDS.indexOf(a.kind) - FACT_KINDS.indexOf(b.kind) || compare(a.side, b.side) || compare(a.key, b.key) || compare(a.value, b.value);
}

const byId = (a: ToldHandoff, b: ToldHandoff): number => compare(a.id, b.id);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
