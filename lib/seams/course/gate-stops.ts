import type { GateStop } from "@/lib/model/handoff-course.ts";
import type { Handoff, Leg } from "@/lib/model/handoff.ts";
import { millisBetween } from "../latency.ts";
import { rfc3339Of } from "../moments.ts";
import type { CourseReport } from "./handoff-report.ts";

const NANOS_PER_MS = 1_000_000n;
const NANOS_PER_S = 1e9;
const OPTIONS_MAX = 20;
/** What a reviewer needs, and the attribute that tells it. */
const ASKED_FOR = [
  ["summary", "handoff.gate.summary"], ["proposedAction", "handoff.gate.proposed_action"], ["question", "handoff.gate.question"], ["options", "handoff.gate.options"],
] as const;

type Told = Pick<Handoff, "legs" | "deadlineAt" | "verdict" | "sent">;

/** The gates a handoff stopped at, in order: each request with the decision that followed it. `now` is unix nanoseconds. */
export function gateStops(handoff: Told, reports: readonly CourseReport[], now: bigint): GateStop[] {
  const legs = handoff.legs.filter((leg) => leg.kind === "gate_requested" || leg.kind === "gate_decided").toSorted((a, b) => Number(BigInt(a.at) - BigInt(b.at)) || (a.kind === "gate_requested" ? -1 : 1));
  const stops: { asked: Leg | undefined; decided: Leg | undefined }[] = [];
  for (const leg of legs) {
    const last = stops.at(-1);
    if (leg.kind === "gate_requested" && (last === undefined || last.decided !== undefined)) stops.push({ asked: leg, decided: undefined });
    else if (leg.kind === "gate_decided" && last !== undefined && last.decided === undefined) last.decided = leg;
    else if (leg.kind === "gate_decided") stops.push({ asked: undefined, decided: leg });
  }
  return stops.map((stop, index) => stopOf(stop, handoff, reports, index === stops.length - 1, now));
}

function stopOf({ asked, decided }: { asked: Leg | undefined; decided: Leg | undefined }, handoff: Told, reports: readonly CourseReport[], isLast: boolean, now: bigint): GateStop {
  const spans = new Set([asked?.spanId, decided?.spanId]);
  const own = reports.filter(({ spanId }) => spans.has(spanId));
  const told = (key: string): string => [...own, ...reports].map(({ attributes }) => attributes[key] ?? "").find((text) => text !== "") ?? "";
  const [from, until] = [BigInt(asked?.at ?? decided?.at ?? 0), decided === undefined ? now : BigInt(decided.at)];
  const due = dueAt(told, from) ?? (isLast && decided === undefined && handoff.verdict === "held" ? handoff.deadlineAt : "");
  const options = optionsIn(told("handoff.gate.options"), told("handoff.gate.status"), decided?.claim ?? "");
  const gatePayload = Math.max(0, ...own.map(({ gatePayloadBytes }) => gatePayloadBytes));
  const card = { summary: told("handoff.gate.summary"), proposedAction: told("handoff.gate.proposed_action"), question: told("handoff.gate.question"), options };
  return {
    ...card,
    type: told("handoff.gate.type"),
    askedBy: asked?.agent ?? "",
    askedAt: asked === undefined ? "" : rfc3339Of(from),
    decidedBy: decided === undefined ? "" : told("handoff.gate.approver.id") || decided.agent,
    decidedAt: decided === undefined ? "" : rfc3339Of(until),
    decision: decided?.claim ?? "",
    waitedMs: asked === undefined ? 0 : Math.max(0, millisBetween(from, until) ?? 0),
    dueAt: due,
    isOverdue: due !== "" && BigInt(Date.parse(due)) * NANOS_PER_MS < until,
    reason: told("handoff.gate.reason"),
    reviewedBytes: gatePayload > 0 ? gatePayload : (handoff.sent?.sizeBytes ?? null),
    missing: ASKED_FOR.filter(([name]) => card[name].length === 0).map(([, key]) => key),
    traceId: asked?.traceId ?? decided?.traceId ?? "",
    spanId: asked?.spanId ?? decided?.spanId ?? "",
  };
}

function dueAt(told: (key: string) => string, asked: bigint): string | undefined {
  const deadline = Date.parse(told("handoff.gate.deadline"));
  if (!Number.isNaN(deadline)) return new Date(deadline).toISOString();
  const seconds = Number(told("handoff.gate.timeout") || Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 && seconds < 1e9 ? rfc3339Of(asked + BigInt(Math.round(seconds * NANOS_PER_S))) : undefined;
}

/** The branches a reviewer could choose between: a JSON list or one a line; the chosen one is the one that the decision names. */
function optionsIn(text: string, status: string, decision: string): GateStop["options"] {
  const words = listIn(text).map((one) => one.trim()).filter((one) => one !== "").slice(0, OPTIONS_MAX);
  const chosen = (status === "" ? decision : status).toLowerCase();
  return words.map((one) => ({ words: one, isChosen: chosen !== "" && isNamed(one.toLowerCase(), chosen) }));
}

const DECISIONS: Record<string, string> = { approved: "approve", rejected: "reject", modified: "modify", expired: "expire", bypassed: "bypass" };

function isNamed(option: string, decision: string): boolean {
  const [first = ""] = option.split(/[\s:,.]/);
  const [said = ""] = decision.split(/[\s:,.]/);
  return first === said || first === DECISIONS[said] || DECISIONS[first] === said;
}

function listIn(text: string): string[] {
  if (!text.trimStart().startsWith("[")) return text.split("\n");
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed.map((item) => (typeof item === "string" ? item : JSON.stringify(item))) : [text];
  } catch {
    return [text];
  }
}
