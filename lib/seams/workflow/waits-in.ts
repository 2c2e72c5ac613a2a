import type { Handoff, Leg } from "@/lib/model/handoff.ts";
import type { TimelineWait } from "@/lib/model/timeline.ts";

/** What was waited for in a workflow: an answer at a gate, else a handoff on its way. `startUnixNano` is where its clock begins. */
export function waitsIn(handoffs: readonly Handoff[], startUnixNano: bigint): TimelineWait[] {
  const since = (at: string): number => Number(BigInt(at) - startUnixNano);
  return handoffs.flatMap((handoff) => {
    const { id, legs, source, target } = handoff;
    const asked = legs.find((leg) => leg.kind === "gate_requested");
    const decided = legs.findLast((leg) => leg.kind === "gate_decided");
    const sent = legs.find((leg) => leg.kind === "sent");
    const received = legs.find((leg) => leg.kind === "received");
    return [
      ...stretch({ kind: "gate", handoffId: id, words: `waiting for ${whoseAnswer(decided)} about what ${source.name} handed to ${target.name}` }, asked, decided, since),
      ...stretch({ kind: "transit", handoffId: id, words: `waiting for ${target.name} to take up what ${source.name} had sent` }, sent, received, since),
    ];
  });
}

const whoseAnswer = (decided: Leg | undefined): string => (decided === undefined || decided.agent === "" || decided.agent === "person" ? "a person's answer" : `the answer of ${decided.agent}`);

function stretch(about: Omit<TimelineWait, "fromNs" | "toNs">, from: Leg | undefined, to: Leg | undefined, since: (at: string) => number): TimelineWait[] {
  if (from === undefined || to === undefined) return [];
  const [fromNs, toNs] = [since(from.at), since(to.at)];
  return toNs > fromNs ? [{ ...about, fromNs, toNs }] : [];
}
