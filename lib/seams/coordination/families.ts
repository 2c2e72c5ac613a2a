import { groupBy } from "@/lib/model/group-by.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { type AgentRun, byStart } from "../trace/index-trace.ts";
import type { TraceView } from "./passing.ts";

/**
 * Runs that may have worked side by side on one fan-out: those that one run handed work to, or runs of one agent beside each
 * other. Whether they did so at the same time is for the caller to see.
 */
export interface Families {
  /** Keys of the families a run belongs to. */
  keysOf(run: AgentRun): readonly string[];
  /** Its runs, those that ended last first. */
  membersOf(key: string): readonly AgentRun[];
  /** The run's name, with its place among runs of that name where the family has several: `researcher#4`. */
  labelIn(key: string, run: AgentRun): string;
}

/** Finds the families of a trace. */
export function findFamilies({ trace, passings }: TraceView): Families {
  const spread = passings.flatMap(({ source, target }) => (source === undefined || target === undefined ? [] : [{ key: `from ${source.span.spanId}`, run: target }]));
  const beside = trace.agents.map((run) => ({ key: `beside ${run.span.parentSpanId} ${normaliseName(run.name)}`, run }));
  const all = [...new Map([...spread, ...beside].map((one) => [`${one.key} ${one.run.span.spanId}`, one])).values()];
  const byKey = new Map([...groupBy(all, ({ key }) => key)].filter(([, own]) => own.length > 1).map(([key, own]) => [key, own.map(({ run }) => run).toSorted(byEndLastFirst)]));
  const byRun = groupBy(all.filter(({ key }) => byKey.has(key)), ({ run }) => run.span.spanId);
  const places = new Map<string, ReadonlyMap<string, string>>();
  return {
    keysOf: (run) => (byRun.get(run.span.spanId) ?? []).map(({ key }) => key),
    membersOf: (key) => byKey.get(key) ?? [],
    labelIn(key, run) {
      const labels = places.get(key) ?? labelsOf(byKey.get(key) ?? []);
      places.set(key, labels);
      return labels.get(run.span.spanId) ?? run.name;
    },
  };
}

const byEndLastFirst = (a: AgentRun, b: AgentRun): number =>
  a.span.endUnixNano > b.span.endUnixNano ? -1 : a.span.endUnixNano < b.span.endUnixNano ? 1 : byStart(a.span, b.span);

function labelsOf(runs: readonly AgentRun[]): ReadonlyMap<string, string> {
  const byName = groupBy(runs.toSorted((a, b) => byStart(a.span, b.span)), (run) => normaliseName(run.name));
  const several = [...byName.values()].filter((own) => own.length > 1);
  return new Map(several.flatMap((own) => own.map((run, at): [string, string] => [run.span.spanId, `${run.name}#${at + 1}`])));
}
