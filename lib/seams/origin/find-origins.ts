import type { Handoff } from "@/lib/model/handoff.ts";
import type { Origin, Origins, ProofOfLife } from "@/lib/model/origin.ts";
import { millisBetween } from "../latency.ts";
import { firstAt } from "../legs.ts";
import { rfc3339Of } from "../moments.ts";
import { blastRadiusOf } from "./blast-radius.ts";
import { createReader, type Reader, shown } from "./carried-value.ts";
import { chainOf, type Step } from "./chain.ts";
import { type Defect, defectsOf } from "./defect.ts";
import { type Reached, spreadOf } from "./spread.ts";
import { type Beginning, startWalking, traceBack } from "./trace-back.ts";

/** More origins than this are counted and left out: one workflow with so many is broken as a whole. */
const ORIGINS_MAX = 100;

/** One beginning, with the handoffs that failed for it. */
interface Traced {
  beginning: Beginning;
  defect: Defect;
  failing: Set<Step>;
}

/**
 * Where the failures of a workflow began and what ran on them, the earliest first; nothing for a healthy one. The answer depends
 * on the set of handoffs alone.
 */
export function findOrigins(handoffs: readonly Handoff[]): Origins {
  const steps = chainOf(handoffs);
  const reader = createReader();
  const traced = traceAll(steps, reader);
  const list = traced.slice(0, ORIGINS_MAX).map((one) => originOf(one, spreadOf(one.beginning, one.defect, { steps, failing: one.failing, reader })));
  return { list, inAll: traced.length };
}

function traceAll(steps: readonly Step[], reader: Reader): Traced[] {
  const walked = startWalking();
  const traced = new Map<string, Traced>();
  for (const step of steps.filter(({ handoff }) => handoff.failed)) {
    for (const defect of defectsOf(step.handoff)) {
      const beginning = traceBack(step, defect, reader, walked);
      const id = idOf(beginning, defect);
      const one = traced.get(id) ?? { beginning, defect, failing: new Set<Step>() };
      one.failing.add(step);
      traced.set(id, one);
    }
  }
  return [...traced.values()].toSorted((a, b) => a.beginning.step.index - b.beginning.step.index || (idOf(a.beginning, a.defect) < idOf(b.beginning, b.defect) ? -1 : 1));
}

const idOf = ({ step, pointer }: Beginning, { kind, subject }: Defect): string => `${step.handoff.id} ${kind === "value" ? `value ${pointer}` : subject}`;

function originOf({ beginning, defect, failing }: Traced, spread: readonly Reached[]): Origin {
  const { step, place, before, after, pointer, unknown } = beginning;
  const { handoff } = step;
  const signal = firstSignal(step, failing, spread);
  const shows = new Map(spread.filter(({ step: one, value }) => value !== undefined || failing.has(one)).map((one) => [one.step, one.value ?? null]));
  for (const one of failing) if (one !== step && !shows.has(one)) shows.set(one, null);
  return {
    id: idOf(beginning, defect),
    handoffId: handoff.id, seamId: handoff.seamId, source: handoff.source.name, target: handoff.target.name, contract: handoff.contract,
    defect: defect.kind, class: defect.class, pointer: defect.kind === "value" ? pointer : "", what: whatOf(defect, pointer),
    place, before: before === null ? null : shown(before), after: defect.kind === "other" ? null : (after?.text ?? null),
    certain: unknown.length === 0, unknown,
    at: rfc3339Of(step.sentAt),
    detectedAt: rfc3339Of(signal.at), detectedBy: signal.step.handoff.id, lagMs: millisBetween(step.sentAt, signal.at) ?? 0,
    lastProofOfLife: defect.kind === "payload" ? proofOf(step, defect) : null,
    inherited: [...shows].toSorted(([a], [b]) => a.index - b.index).map(([one, value]) => ({ handoffId: one.handoff.id, value })),
    blast: blastRadiusOf(step, spread),
  };
}

function whatOf({ kind, text }: Defect, pointer: string): string {
  if (kind === "value") return pointer === "" ? text : pointer;
  if (kind === "intent") return "the user's request";
  return kind === "payload" ? "the payload" : text;
}

/** The earliest moment at which anybody could see it: a refusal, a deadline that passed, a reception that was checked. */
function firstSignal(origin: Step, failing: ReadonlySet<Step>, spread: readonly Reached[]): { step: Step; at: bigint } {
  const refused = spread.map((one) => one.step).filter(({ handoff }) => firstAt(handoff.legs, "rejected") !== undefined);
  const signals = [...failing, ...refused].map((step) => ({ step, at: signalAt(step) }));
  return signals.reduce((first, one) => (one.at < first.at || (one.at === first.at && one.step.index < first.step.index) ? one : first), signals[0] ?? { step: origin, at: origin.sentAt });
}

function signalAt({ handoff, sentAt, receivedAt }: Step): bigint {
  const refused = firstAt(handoff.legs, "rejected") ?? firstAt(handoff.legs, "validated");
  if (refused !== undefined) return refused;
  const isOverdue = handoff.findings.some((finding) => finding.class === "lost" || finding.class === "gate_overdue");
  if (isOverdue && handoff.deadlineAt !== "") return BigInt(Date.parse(handoff.deadlineAt)) * 1_000_000n;
  return receivedAt ?? sentAt;
}

/** The last leg that proves that the payload was still there: what the target did without it proves nothing of it. */
function proofOf({ handoff, before }: Step, defect: Defect): ProofOfLife | null {
  const own = handoff.legs.filter((leg) => (defect.class === "payload_missing" ? leg.side !== "target" : leg.kind !== "dead_lettered"));
  const earlier = before[0]?.step.handoff;
  const leg = own.at(-1) ?? earlier?.legs.at(-1);
  const holder = own.length > 0 ? handoff : earlier;
  return leg === undefined || holder === undefined ? null : { handoffId: holder.id, at: rfc3339Of(BigInt(leg.at)), agent: leg.agent, leg: leg.kind };
}
