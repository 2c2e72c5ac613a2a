import type { Leg } from "@/lib/model/handoff.ts";
import type { FindingClass, LegKind } from "@/lib/model/vocabulary.ts";

const DID: Record<LegKind, string> = {
  sent: "sent it",
  gate_requested: "asked for approval",
  gate_decided: "decided on it at the gate",
  received: "received it",
  validated: "validated it",
  accepted: "accepted it",
  rejected: "rejected it",
  retried: "retried it",
  fell_back: "fell back",
  dead_lettered: "put it into the dead letters",
  completed: "completed it",
};

export type Sign = Pick<Leg, "kind" | "at" | "side" | "agent" | "spanId">;

/**
 * The last leg that anyone reported, in one sentence: where to look first for a handoff that failed. Where its payload was
 * missing at the target, what the target did afterwards proves nothing of the payload.
 */
export function lastProofOfLife(legs: readonly Sign[], failure: FindingClass): string {
  const alive = failure === "payload_missing" ? legs.filter((leg) => leg.side !== "target") : legs;
  const last = (alive.length === 0 ? legs : alive).reduce<Sign | undefined>((latest, leg) => (latest === undefined || BigInt(leg.at) >= BigInt(latest.at) ? leg : latest), undefined);
  if (last === undefined) return "nobody reported anything of it";
  const at = new Date(Number(BigInt(last.at) / 1_000_000n)).toISOString();
  const who = last.agent === "" ? `the ${last.side}` : last.agent;
  const where = last.spanId === "" ? "" : ` (span ${last.spanId})`;
  return `${who} ${DID[last.kind]} on ${at.slice(0, 10)} at ${at.slice(11, 19)} UTC${where}`;
}
