import { textOf } from "@/lib/model/attributes.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { isRecord, parseJson } from "../payload/parse-json.ts";
import type { TraceIndex } from "./index-trace.ts";

/** Lists of agents that frameworks write on the span of a whole team: the attribute, and the member that is an agent's name. */
const ROSTERS: readonly (readonly [attribute: string, member: string])[] = [["crew_agents", "role"]];

/** Agents that are said to belong to a team of this trace, at work in it or not: spelling by normalised name. */
export function rosterOf(trace: TraceIndex): ReadonlyMap<string, string> {
  const names = trace.spans.flatMap((span) => ROSTERS.flatMap(([attribute, member]) => membersOf(parseJson(textOf(span.attributes[attribute])), member)));
  return new Map(names.map((name) => [normaliseName(name), name]));
}

function membersOf(list: unknown, member: string): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((one: unknown) => (isRecord(one) && typeof one[member] === "string" ? [one[member]] : []));
}
