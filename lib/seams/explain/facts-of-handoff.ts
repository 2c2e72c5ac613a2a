import type { Rule } from "@/lib/model/vocabulary.ts";
import { payloadFacts, type ToldPayload } from "./payload-facts.ts";
import type { RawFact, ToldHandoff } from "./told-handoff.ts";

const ATTRIBUTES_MAX = 128;
const VALUE_CHARS_MAX = 120;
/** What our own attributes say stands in the handoff itself, and what a model read and wrote is the payload. */
const KNOWN_OTHERWISE = /^(?:handoff\.|gen_ai\.(?:input|output|prompt|completion|system_instructions)|(?:input|output)\.(?:value|mime_type)|llm\.(?:input|output)|code\.)/;

/** A span that is evidence of a handoff, and the side it speaks for. Numbers among the attributes are numbers. */
export interface EvidenceSpan {
  side: "source" | "target";
  name: string;
  scope: string;
  attributes: Readonly<Record<string, string | number>>;
  resource: Readonly<Record<string, string | number>>;
}

/** What a trace with evidence of the handoff is like. */
export interface EvidenceTrace {
  name: string;
  spans: number;
  errors: number;
  services: readonly string[];
  agents: readonly string[];
}

/** Everything about a handoff that it can be compared by; versions are "" where nobody says. */
export interface HandoffEvidence {
  id: string;
  /** RFC 3339. */
  startedAt: string;
  versions: { source: string; target: string; contract: string; accepted: readonly string[] };
  governedBy: string;
  rule: Rule;
  mode: string;
  sent: ToldPayload | null;
  received: ToldPayload | null;
  spans: readonly EvidenceSpan[];
  traces: readonly EvidenceTrace[];
}

/** The facts of a handoff. Of several spans of a side, or several traces, the first that says something is heard. */
export function factsOfHandoff(handoff: HandoffEvidence): ToldHandoff {
  const { id, sent, received, spans, traces } = handoff;
  const scopes = new Set([...spans.map(({ side }) => `span ${side}`), ...(sent?.body.trim().startsWith("{") === true ? ["payload source"] : []), ...(traces.length > 0 ? ["trace"] : [])]);
  const facts = [...versionFacts(handoff), ...timeFacts(handoff), ...payloadFacts("source", sent), ...payloadFacts("target", received), ...spans.flatMap(spanFacts), ...traces.flatMap(traceFacts), ...ownFacts(handoff)];
  return { id, facts, scopes };
}

function versionFacts({ versions: { source, target, contract, accepted }, governedBy }: HandoffEvidence): RawFact[] {
  const told = { producer: source, receiver: target, contract, accepted: accepted.toSorted().join(", "), governing: governedBy };
  return Object.entries(told).map(([key, value]) => ({ kind: "version", side: "", key, value }));
}

function timeFacts({ startedAt }: HandoffEvidence): RawFact[] {
  const at = new Date(startedAt);
  const told = { hour: String(at.getUTCHours()).padStart(2, "0"), weekday: at.toLocaleDateString("en-GB", { weekday: "long", timeZone: "UTC" }) };
  return Object.entries(told).map(([key, value]) => ({ kind: "time", side: "", key, value }));
}

function ownFacts({ rule, mode, traces }: HandoffEvidence): RawFact[] {
  return Object.entries({ rule, mode, traces: traces.length > 1 ? "several" : "one" }).map(([key, value]) => ({ kind: "handoff", side: "", key, value }));
}

function spanFacts({ side, name, scope, attributes, resource }: EvidenceSpan): RawFact[] {
  const named = (key: string, value: string): RawFact[] => (value === "" ? [] : [{ kind: "attribute", side, key, value }]);
  const of = (kind: "attribute" | "resource", all: EvidenceSpan["attributes"]): RawFact[] =>
    Object.keys(all)
      .filter((key) => !KNOWN_OTHERWISE.test(key))
      .toSorted()
      .slice(0, ATTRIBUTES_MAX)
      .flatMap((key) => attributeFact({ kind, side, key }, all[key]));
  return [...named("span name", name), ...named("instrumentation", scope), ...of("attribute", attributes), ...of("resource", resource)];
}

function attributeFact(property: Omit<RawFact, "value">, value: string | number | undefined): RawFact[] {
  if (value === undefined || value === "") return [];
  if (typeof value === "number") return [{ ...property, value }];
  return [{ ...property, value: value.length <= VALUE_CHARS_MAX ? value : "a long text" }];
}

function traceFacts({ name, spans, errors, services, agents }: EvidenceTrace): RawFact[] {
  const passing = [...services.map((one) => `service ${one}`), ...agents.map((one) => `agent ${one}`)].slice(0, ATTRIBUTES_MAX);
  const told = { root: name, spans, errors, ...Object.fromEntries(passing.map((one) => [one, "in it"])) };
  return Object.entries(told).map(([key, value]) => ({ kind: "trace", side: "", key, value }));
}
