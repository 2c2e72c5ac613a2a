import { RULES, type Rule } from "@/lib/model/vocabulary.ts";
import { groupBy } from "./group-by.ts";
import type { Hit } from "./rules/hit.ts";
import { normaliseName } from "./trace/agent-name.ts";
import { byStart } from "./trace/index-trace.ts";

/** One handoff as several rules saw it: the strongest names it, the others corroborate and fill what it does not know. */
export interface MergedHit extends Hit {
  corroboration: Rule[];
}

/**
 * Joins hits with the same source, target and target run. A hit without a run (the target never started, or the name was no
 * agent's) stands by its sender.
 */
export function mergeHits(hits: readonly Hit[]): MergedHit[] {
  const groups = groupBy(hits, keyOf);
  return [...groups.values()].map(mergeGroup).toSorted((a, b) => byStart(a.sender, b.sender) || (keyOf(a) < keyOf(b) ? -1 : 1));
}

const keyOf = (hit: Hit): string =>
  [normaliseName(hit.source.name), normaliseName(hit.target.name), hit.target.run?.span.spanId ?? `sender ${hit.sender.spanId}`].join(" > ");

const rank = (rule: Rule): number => RULES.indexOf(rule);

function mergeGroup(group: readonly Hit[]): MergedHit {
  const [best, ...others] = group.toSorted((a, b) => rank(a.rule) - rank(b.rule) || byStart(a.sender, b.sender));
  if (best === undefined) throw new Error("A group of hits is empty, though groups are made of hits");
  const rules = new Set(others.map((hit) => hit.rule));
  rules.delete(best.rule);
  const first = <Field extends keyof Hit>(field: Field): Hit[Field] => [best, ...others].find((hit) => hit[field] !== undefined)?.[field] ?? best[field];
  return {
    ...best,
    sent: first("sent"), returned: first("returned"), schema: best.sent === undefined ? first("schema") : best.schema,
    reason: first("reason"), refusal: first("refusal"), note: first("note"),
    mode: [best, ...others].find((hit) => hit.mode !== "unknown")?.mode ?? "unknown",
    corroboration: [...rules].toSorted((a, b) => rank(a) - rank(b)),
  };
}
