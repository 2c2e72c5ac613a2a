import type { Leg } from "@/lib/model/handoff.ts";
import type { GateDecision, SeamFacts } from "@/lib/seams/governance/seam-check.ts";
import type { TellingHandoffs } from "./read-telling-handoffs.ts";

/** The latest decisions at gates of the seam in the window, and how many of the latest handoffs that arrived had passed one. */
export function gateEvidence({ gated, arrived, evidence }: TellingHandoffs): Pick<SeamFacts, "decisions" | "arrived"> {
  const isGated = (id: string): boolean => evidence.get(id)?.legs.some((leg) => leg.kind === "gate_decided") === true;
  return {
    decisions: gated.flatMap((id) => evidence.get(id) ?? []).flatMap(({ legs, chars }) => decisionIn(legs, chars)),
    arrived: { looked: arrived.length, gated: arrived.filter(isGated).length },
  };
}

/** The last decision of a handoff, with the question that it answers. An answer of which nobody tells what it was is no approval. */
function decisionIn(legs: readonly Leg[], chars: number): GateDecision[] {
  const decided = legs.findLast((leg) => leg.kind === "gate_decided");
  if (decided === undefined) return [];
  const asked = legs.findLast((leg) => leg.kind === "gate_requested" && BigInt(leg.at) <= BigInt(decided.at));
  return [
    {
      approved: /^approved\b/.test(decided.claim) && !legs.some((leg) => leg.kind === "rejected" && leg.side === "gate"),
      byPolicy: asked?.claim.startsWith("policy ") === true || /\((?:config|hook)\)$/.test(decided.claim),
      reviewMs: asked === undefined ? null : Number(BigInt(decided.at) - BigInt(asked.at)) / 1e6,
      payloadChars: chars === 0 ? null : chars,
    },
  ];
}
