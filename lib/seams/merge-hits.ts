import { RULES, type Rule } from "@/lib/model/vocabulary.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import type { Hit } from "./rules/hit.ts";
import { byStart } from "./trace/index-trace.ts";

/** One handoff as several rules saw it: the strongest names it, the others corroborate and fill what it does not know. */
export interface MergedHit extends Hit {
  corroboration: Rule[];
}

/**
 * Joins hits with the same source, target and target run. A hit without a run (the target never started, or the name was no
 * agent's) stands by its sender. Several runs of one agent may hand over to the same run (workers to who sums them up): each
 * is a handoff of its own.
 */
export function mergeHits(hits: readonly Hit[]): MergedHit[] {
  const groups = [...groupBy(hits, keyOf).values()].flatMap(splitBySourceRun);
  return groups.map(mergeGroup).toSorted((a, b) => byStart(a.sender, b.sender) || (keyOf(a) < keyOf(b) ? -1 : 1));
}

const keyOf = (hit: Hit): string =>
  [normaliseName(hit.source.name), normaliseName(hit.target.name), hit.target.run?.span.spanId ?? `sender ${hit.sender.spanId}`].join(" > ");

/** Id of the run that handed over, or "" when the run a rule named works under another name. */
export function sourceRunId({ source }: Hit): string {
  return source.run !== undefined && normaliseName(source.run.name) === normaliseName(source.name) ? source.run.span.spanId : "";
}

/** Hits that do not know the source's run belong to the first one. */
function splitBySourceRun(group: readonly Hit[]): Hit[][] {
  const bySource = groupBy(group.toSorted((a, b) => byStart(a.sender, b.sender)), sourceRunId);
  const unknown = bySource.get("") ?? [];
  bySource.delete("");
  const [first = [], ...others] = bySource.values();
  return [[...first, ...unknown], ...others];
}

const rank = (rule: Rule): number => RULES.indexOf(rule);

function mergeGroup(group: readonly Hit[]): MergedHit {
  const [best, ...others] = group.toSorted((a, b) => rank(a.rule) - rank(b.rule) || byStart(a.sender, b.sender));
  if (best === undefined) throw new Error("A group of hits is empty, though groups are made of hits");
  const rules = new Set(others.map((hit) => hit.rule));
  rules.delete(best.rule);
  const first = <Field extends keyof Hit>(field: Field): Hit[Field] => [best, ...others].find((hit) => hit[field] !== undefined)?.[field] ?? best[field];
  const sourceRun = [best, ...others].find((hit) => sourceRunId(hit) !== "")?.source.run ?? best.source.run;
  return {
    ...best,
    source: { name: best.source.name, run: sourceRun },
    sent: first("sent"), returned: first("returned"), received: first("received"), schema: best.sent === undefined ? first("schema") : best.schema,
    reason: first("reason"), refusal: first("refusal"), dropped: first("dropped"), joinedBy: first("joinedBy"), note: first("note"),
    direction: group.some((hit) => hit.direction === "return") ? "return" : "forward",
    mode: [best, ...others].find((hit) => hit.mode !== "unknown")?.mode ?? "unknown",
    corroboration: [...rules].toSorted((a, b) => rank(a) - rank(b)),
  };
}
