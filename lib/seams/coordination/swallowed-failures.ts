import { listOf, textOf } from "@/lib/model/attributes.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { firstAt } from "../legs.ts";
import { reappears, ownTexts } from "../payload/data-flow.ts";
import { flatText, flatten } from "../payload/texts-in.ts";
import { inputOf, outputOf } from "../trace/agent-exchange.ts";
import { isOverBy } from "../trace/clock.ts";
import type { AgentRun, TraceIndex } from "../trace/index-trace.ts";
import { failureText, isInterrupt, normaliseStatus } from "../trace/normalise-status.ts";
import { readOutput } from "../trace/read-messages.ts";
import type { CoordinationById } from "./coordination.ts";
import { note } from "./coordination.ts";
import { mentionsFailure } from "./mentions-failure.ts";
import type { Passing, TraceView } from "./passing.ts";
import { workIn } from "./same-work.ts";

const SAID_LENGTH_MAX = 200;
const CANCELLED = /cancel|abort|superseded/i;
const FALLBACK = /fall_?back|back_?up|lite|secondary|reserve|retry|recover|escalat|error_?handler|human/i;
/** Handoffs after a failure that are looked through for a fallback. */
const AFTERWARDS_MAX = 50;

/**
 * Failures of agents that whoever called them, or joined the results of those beside them, did not pass on: it ended well
 * and says nowhere that anything failed. What it said must be known; a failure that was retried, replaced or cancelled, and
 * one after the result had been taken, is none.
 */
export function findSwallowedFailures(view: TraceView, facts: CoordinationById): void {
  const failed = view.passings.filter((passing) => hasFailed(passing));
  if (failed.length === 0) return;
  const retries = findRetries(view.trace, failed);
  for (const passing of failed) {
    const { target, evidence } = passing;
    if (target === undefined || retries(target) || isReplaced(view, passing, target) || wasTaken(view.trace, passing, target)) continue;
    const answering = whoAnswers(view, passing, target);
    const said = answering === undefined ? undefined : silenceOf(view.trace, answering, target, evidence.returned?.body);
    if (answering === undefined || said === undefined) continue;
    note(facts, evidence.id, { swallowed: { child: target.name, failure: firstLine(failureText(target.span)), reportedBy: answering.name, said: said.slice(0, SAID_LENGTH_MAX) } });
  }
}

function hasFailed({ target, evidence }: Passing): boolean {
  if (target === undefined || evidence.direction === "return" || normaliseStatus(target.span) !== "error" || isInterrupt(target.span)) return false;
  const isSettled = (["completed", "rejected", "fell_back", "dead_lettered", "gate_requested"] as const).some((kind) => firstAt(evidence.legs, kind) !== undefined);
  return !isSettled && !CANCELLED.test(`${failureText(target.span)} ${textOf(target.span.attributes["error.type"]) ?? ""}`);
}

/** Whether a later run of the same agent with the same input, or with one that is not known, ended without an error. */
function findRetries(trace: TraceIndex, failed: readonly Passing[]): (run: AgentRun) => boolean {
  const names = new Set(failed.map(({ target }) => normaliseName(target?.name ?? "")));
  const lastGood = new Map<string, bigint>();
  const keep = (key: string, at: bigint): void => void (at > (lastGood.get(key) ?? -1n) && lastGood.set(key, at));
  for (const name of names) {
    for (const run of trace.agentsNamed(name)) {
      if (normaliseStatus(run.span) === "error") continue;
      keep(`${name} ${givenTo(trace, run) ?? ""}`, run.span.startUnixNano);
      keep(`${name} any`, run.span.startUnixNano);
    }
  }
  return (run) => {
    const name = normaliseName(run.name);
    const given = givenTo(trace, run);
    const keys = given === undefined ? [`${name} any`] : [`${name} ${given}`, `${name} `];
    return keys.some((key) => isOverBy(run.span.endUnixNano, lastGood.get(key) ?? -1n));
  };
}

function givenTo(trace: TraceIndex, run: AgentRun): string | undefined {
  const body = inputOf(trace, run)?.body;
  return body === undefined ? undefined : `given ${flatten(body)}`;
}

/** The same work went to somebody else afterwards, or to one whose very name says what it is for. */
function isReplaced({ trace, outOf }: TraceView, { source, evidence }: Passing, failed: AgentRun): boolean {
  const isAfter = (run: AgentRun): boolean => isOverBy(failed.span.endUnixNano, run.span.startUnixNano);
  if (trace.agents.some((run) => FALLBACK.test(run.name) && isAfter(run) && !FALLBACK.test(failed.name))) return true;
  const afterwards = (outOf.get(source?.span.spanId ?? "") ?? []).filter(({ target }) => target !== undefined && isAfter(target));
  const work = workIn(evidence.sent);
  return afterwards.slice(0, AFTERWARDS_MAX).some(({ evidence: other }) => {
    if (normaliseName(other.target.name) === normaliseName(failed.name)) return false;
    const otherWork = workIn(other.sent);
    return work === undefined || otherWork === undefined || work === otherWork || reappears(ownTexts(evidence.sent?.body ?? "", ""), flatText(other.sent?.body ?? ""));
  });
}

/** It had a result before it failed, and nothing shows that this did not come back. */
function wasTaken(trace: TraceIndex, { evidence }: Passing, failed: AgentRun): boolean {
  const result = outputOf(trace, failed)?.body;
  const results = result === undefined ? [] : ownTexts(result, inputOf(trace, failed)?.body ?? "");
  if (results.length === 0) return false;
  return evidence.mode !== "return_to_caller" || evidence.returned === undefined || reappears(results, flatText(evidence.returned.body));
}

/** Who has to tell of the failure: the caller, if it was at work until after it, else whoever took the results of those beside it. */
function whoAnswers(view: TraceView, { source }: Passing, failed: AgentRun): AgentRun | undefined {
  const { span } = failed;
  if (source === undefined) return undefined;
  const isCaller = source.span.startUnixNano <= span.startUnixNano && source.span.endUnixNano >= span.endUnixNano && source.span.endUnixNano > source.span.startUnixNano;
  if (isCaller) return isWell(source) ? source : undefined;
  const beside = (view.outOf.get(source.span.spanId) ?? []).flatMap(({ target }) => (target === undefined || target.span === span ? [] : [target]));
  const joining = beside.flatMap((run) => view.outOf.get(run.span.spanId) ?? []).flatMap(({ target, evidence }) => (target === undefined || evidence.mode === "return_to_caller" ? [] : [target]));
  const [first] = joining.filter((run) => run.span !== source.span && !beside.includes(run) && isOverBy(span.endUnixNano, run.span.startUnixNano)).toSorted((a, b) => (a.span.startUnixNano < b.span.startUnixNano ? -1 : 1));
  return first !== undefined && isWell(first) && !mentionsFailure(inputOf(view.trace, first)?.body ?? "") ? first : undefined;
}

const isWell = ({ span }: AgentRun): boolean => normaliseStatus(span) !== "error" && !isInterrupt(span);

/** What the run said after the failure when nothing in it, nor in what came back, tells of one; undefined when something does or nothing is known. */
function silenceOf(trace: TraceIndex, run: AgentRun, failed: AgentRun, returned: string | undefined): string | undefined {
  const after = trace.modelsOf(run.span).filter((model) => isOverBy(failed.span.endUnixNano, model.endUnixNano)).flatMap((model) => readOutput(model)?.body ?? []);
  const said = [...after, ...(readOutput(run.span)?.body === undefined ? [] : [readOutput(run.span)?.body ?? ""])];
  const told = [...said, returned ?? "", run.span.statusMessage, ...listOf(run.span.attributes["handoff.warnings"]), ...listOf(run.span.attributes["handoff.violations"])];
  const errorType = textOf(failed.span.attributes["error.type"]);
  const isTold = told.some((text) => mentionsFailure(text) || (errorType !== undefined && text.includes(errorType)))
    || "error.type" in run.span.attributes || run.span.events.some((event) => mentionsFailure(event.name));
  return said.length === 0 || isTold ? undefined : (said.at(-1) ?? "");
}

const firstLine = (text: string): string => (text.split("\n")[0] ?? "").slice(0, SAID_LENGTH_MAX);
