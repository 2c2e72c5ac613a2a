import type { LegKind, Rule, Verdict } from "@/lib/model/vocabulary.ts";

/** Each verdict as a label and in one sentence. */
export const VERDICT_WORDS: Record<Verdict, { label: string; meaning: string }> = {
  delivered: { label: "Delivered", meaning: "Both sides report it, or nothing contradicts its arrival." },
  pending: { label: "Pending", meaning: "Sent, not received yet, and still within its deadline." },
  held: { label: "Held", meaning: "Waiting at a human or policy gate." },
  rejected: { label: "Rejected", meaning: "The receiver refused it: the failure was caught at the boundary." },
  lost: { label: "Lost", meaning: "Sent, and no receive was reported by the deadline." },
  orphan: { label: "Orphan", meaning: "Received, and no matching send was reported." },
  recovered: { label: "Recovered", meaning: "Failed at first, then delivered by a retry or a fallback." },
  dead_lettered: { label: "Dead-lettered", meaning: "Given up and set aside." },
};

/** What a leg reports, as a label. */
export const LEG_WORDS: Record<LegKind, string> = {
  sent: "Sent",
  gate_requested: "Approval requested",
  gate_decided: "Gate decided",
  received: "Received",
  validated: "Validated",
  accepted: "Accepted",
  rejected: "Rejected",
  retried: "Retried",
  fell_back: "Fell back",
  dead_lettered: "Dead-lettered",
  completed: "Completed",
};

/** How it is known that this was a handoff: declared by the agents, or inferred by a rule, and how surely. */
export function ruleWords(rule: Rule, name: string, confidence: number): string {
  if (rule === "E") return "declared by the agents";
  return `inferred by ${name} (rule ${rule}), confidence ${confidence.toFixed(2)}`;
}
