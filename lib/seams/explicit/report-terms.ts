import { booleanOf, listOf, numberOf, textOf } from "@/lib/model/attributes.ts";
import type { Leg } from "@/lib/model/handoff.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { lastAt } from "../legs.ts";
import type { Attempt, Deadline, Fallback, Terms } from "../terms.ts";
import { normaliseStatus } from "../trace/normalise-status.ts";
import { type Reports, told } from "./report-ends.ts";
import { nanosOf } from "./report-claims.ts";
import { sentOf } from "./report-payloads.ts";
import type { Report } from "./report.ts";

const ITEMS_MAX = 100;
const FAILED_STATES = new Set(["rejected", "canceled", "failed", "timed_out", "lost", "dead_lettered"]);
/** How long a person may take when nobody declared it: a working day. */
const GATE_DEFAULT_MS = 8 * 3_600_000;

/** The terms that the spans of a handoff declare; the side that must know a thing is asked first. */
export function termsOf(reports: Reports, legs: readonly Leg[]): Terms {
  const { source, target, gate } = reports;
  const everyone = [...source, ...gate, ...target];
  const receiversFirst = [...target, ...gate, ...source];
  return {
    attempts: attemptsOf(reports),
    retryMax: numberTold(everyone, "handoff.retry.max"),
    deadLetter: deadLetterOf(everyone),
    fallback: fallbackOf(everyone, target),
    gate: { required: source.some(requiresGate), due: gateDueOf(reports, legs) },
    budget: {
      tokens: numberTold(receiversFirst, "handoff.budget.tokens"),
      exceeded: flagTold(everyone, "handoff.budget.exceeded") === true,
      estimated: told(source, "handoff.tokens.method") === "estimate",
    },
    intent: {
      text: told(source, "handoff.intent.text"),
      hash: told(source, "handoff.intent.hash"),
      receivedText: told(target, "handoff.intent.text"),
      receivedHash: told(target, "handoff.intent.hash"),
      preserved: flagTold(receiversFirst, "handoff.intent.preserved"),
    },
    constraints: {
      sent: listTold(source, "handoff.constraints") ?? [],
      received: listTold(target, "handoff.constraints"),
      violations: [...new Set(everyone.flatMap((report) => listOf(report.span.attributes["handoff.violations"])))].slice(0, ITEMS_MAX),
    },
    rationale: {
      required: flagTold(everyone, "handoff.rationale.required") === true,
      field: told(everyone, "handoff.rationale.field") ?? "",
      told: told(everyone, "handoff.rationale.text") !== undefined,
    },
    capability: {
      required: listTold(everyone, "handoff.capability.required") ?? [],
      offered: listTold(receiversFirst, "handoff.capability.offered") ?? [],
      matched: flagTold(receiversFirst, "handoff.capability.matched"),
    },
    confidence: { value: numberTold(source, "handoff.confidence"), min: numberTold(receiversFirst, "handoff.confidence.min") },
    effects: effectsOf(target),
  };
}

function first<Value>(reports: readonly Report[], key: string, read: (report: Report) => Value | undefined): Value | undefined {
  for (const report of reports) {
    const value = key in report.span.attributes ? read(report) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

const numberTold = (reports: readonly Report[], key: string): number | undefined => first(reports, key, ({ span }) => numberOf(span.attributes[key]));

const flagTold = (reports: readonly Report[], key: string): boolean | undefined => first(reports, key, ({ span }) => booleanOf(span.attributes[key]));

/** An empty list is told, too. */
const listTold = (reports: readonly Report[], key: string): string[] | undefined => first(reports, key, ({ span }) => listOf(span.attributes[key]).slice(0, ITEMS_MAX));

const attemptOf = ({ span }: Report): number => numberOf(span.attributes["handoff.retry.attempt"]) ?? 0;

const hasFailed = ({ span, tells }: Report): boolean => tells === "rejected" || normaliseStatus(span) === "error" || FAILED_STATES.has(textOf(span.attributes["handoff.state"]) ?? "");

/** Every attempt once, in order; it failed when any of its spans says so. What was sent is compared only where there are several. */
function attemptsOf(reports: Reports): Attempt[] {
  const byNumber = groupBy([...reports.source, ...reports.target], attemptOf);
  const hashOf = (own: Report[]): string => (byNumber.size < 2 ? "" : (sentOf({ ...reports, source: own.filter(({ role }) => role === "source") })?.hash ?? ""));
  return [...byNumber]
    .map(([number, own]) => ({ number, failed: own.some(hasFailed), sentHash: hashOf(own) }))
    .toSorted((a, b) => a.number - b.number);
}

function deadLetterOf(everyone: readonly Report[]): Terms["deadLetter"] {
  const queue = told(everyone, "handoff.dead_letter.queue");
  const reason = told(everyone, "handoff.dead_letter.reason");
  return queue === undefined && reason === undefined ? undefined : { queue: queue ?? "", reason: reason ?? "" };
}

function fallbackOf(everyone: readonly Report[], targets: readonly Report[]): Fallback | undefined {
  if (flagTold(everyone, "handoff.fallback.used") !== true) return undefined;
  const owner = told(everyone, "handoff.fallback.owner") ?? "";
  const receptions = owner === "" ? [] : targets.filter((report) => isBy(report, owner)).map((report) => ({ failed: hasFailed(report) }));
  return { owner, reason: told(everyone, "handoff.fallback.reason") ?? "", receptions };
}

function isBy({ span, run }: Report, agent: string): boolean {
  const name = textOf(span.attributes["gen_ai.agent.name"]) ?? run?.name ?? textOf(span.attributes["handoff.target.agent.name"]);
  return name !== undefined && normaliseName(name) === normaliseName(agent);
}

/** A sender names a gate that must be passed; one that reports the gate's status is the gate's own witness. */
function requiresGate({ span: { attributes } }: Report): boolean {
  const declared = booleanOf(attributes["handoff.gate.required"]);
  return declared ?? ("handoff.gate.type" in attributes && !("handoff.gate.status" in attributes));
}

/** The gate's own limit wins, then the deadline of the whole handoff; else it is due a working day after it was asked. */
function gateDueOf({ source, target, gate }: Reports, legs: readonly Leg[]): Deadline | undefined {
  const asked = lastAt(legs, "gate_requested");
  if (asked === undefined) return undefined;
  const everyone = [...gate, ...source, ...target];
  const moments = [told(everyone, "handoff.gate.deadline"), told(everyone, "handoff.deadline")];
  const timeoutS = numberTold(everyone, "handoff.gate.timeout") ?? numberTold(gate, "handoff.timeout");
  const [own, whole] = moments.map((moment) => Date.parse(moment ?? "")).map((at) => (Number.isNaN(at) ? undefined : BigInt(at) * 1_000_000n));
  const declared = own ?? (timeoutS === undefined ? whole : asked + nanosOf(timeoutS));
  return declared === undefined ? { at: asked + BigInt(GATE_DEFAULT_MS) * 1_000_000n, declared: false } : { at: declared, declared: true };
}

/** Only receptions that name both the key and what they did: a repeat that was answered with the first outcome names the same effect. */
function effectsOf(targets: readonly Report[]): Terms["effects"] {
  const acted = targets.flatMap((report) => {
    const key = textOf(report.span.attributes["handoff.idempotency_key"]);
    const id = textOf(report.span.attributes["handoff.effect.id"]);
    return key === undefined || id === undefined || hasFailed(report) ? [] : [{ key, id }];
  });
  return [...groupBy(acted, ({ key }) => key)].map(([key, own]) => ({ key, ids: [...new Set(own.map(({ id }) => id))] }));
}
