import type { Handoff, Leg } from "@/lib/model/handoff.ts";
import type { Wait } from "@/lib/model/workflow.ts";

/** What was waited for in a workflow: an answer at a gate, else a handoff on its way. `startUnixNano` is where its clock begins. */
export function waitsIn(handoffs: readonly Handoff[], startUnixNano: bigint): Wait[] {
  const since = (at: string): number => Number(BigInt(at) - startUnixNano);
  return handoffs.flatMap((handoff) => {
    const { legs, source, target } = handoff;
    const asked = legs.find((leg) => leg.kind === "gate_requested");
    const decided = legs.findLast((leg) => leg.kind === "gate_decided");
    const sent = legs.find((leg) => leg.kind === "sent");
    const received = legs.find((leg) => leg.kind === "received");
    return [
      ...stretch(asked, decided, since, `waiting for ${whoseAnswer(decided)} about what ${source.name} handed to ${target.name}`),
      ...stretch(sent, received, since, `waiting for ${target.name} to take up what ${source.name} had sent`),
    ];
  });
}

const whoseAnswer = (decided: Leg | undefined): string => (decided === undefined || decided.agent === "" || decided.agent === "person" ? "a person's answer" : `the answer of ${decided.agent}`);

function stretch(from: Leg | undefined, to: Leg | undefined, since: (at: string) => number, words: string): Wait[] {
  if (from === undefined || to === undefined) return [];
  const [fromNs, toNs] = [since(from.at), since(to.at)];
  return toNs > fromNs ? [{ fromNs, toNs, words }] : [];
}
