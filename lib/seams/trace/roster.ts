import { listOf, textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { isRecord, parseJson } from "../payload/parse-json.ts";
import type { TraceIndex } from "./index-trace.ts";

type Roster = (span: Span) => string[];

/** Where frameworks list a team's agents on the span of the whole team: CrewAI, AutoGen. */
const ROSTERS: readonly Roster[] = [
  (span) => membersOf(parseJson(textOf(span.attributes["crew_agents"])), "role"),
  (span) => listOf(span.attributes["participant_names"]),
];

/** Agents that are said to belong to a team of this trace, at work in it or not: spelling by normalised name. */
export function rosterOf(trace: TraceIndex): ReadonlyMap<string, string> {
  const names = trace.spans.flatMap((span) => ROSTERS.flatMap((roster) => roster(span)));
  return new Map(names.map((name) => [normaliseName(name), name]));
}

function membersOf(list: unknown, member: string): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((one: unknown) => (isRecord(one) && typeof one[member] === "string" ? [one[member]] : []));
}
