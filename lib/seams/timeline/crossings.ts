import type { Handoff, Leg } from "@/lib/model/handoff.ts";
import type { PathKind } from "@/lib/model/timeline.ts";

/** A handoff as a wait between two lanes: from the moment it was sent (or asked about) until its target could go on with it. */
export interface Crossing {
  handoffId: string;
  from: string;
  to: string;
  fromNs: number;
  toNs: number;
  parts: { kind: PathKind; fromNs: number; toNs: number }[];
}

/** The crossings of handoffs that arrived or were decided about; `since` turns unix nanoseconds into the timeline's. */
export function crossingsOf(handoffs: readonly Handoff[], since: (at: string) => number): Crossing[] {
  return handoffs.flatMap((handoff) => crossingOf(handoff, since) ?? []);
}

/** On its way is transit, at a gate is gate, and what follows a reception until the gate has decided is queue. */
function crossingOf({ id, source, target, legs }: Handoff, since: (at: string) => number): Crossing | undefined {
  const at = (leg: Leg | undefined): number | undefined => (leg === undefined ? undefined : since(leg.at));
  const sent = at(legs.find((leg) => leg.kind === "sent"));
  const received = at(legs.find((leg) => leg.kind === "received"));
  const asked = at(legs.find((leg) => leg.kind === "gate_requested"));
  const decided = at(legs.findLast((leg) => leg.kind === "gate_decided"));
  const from = sent ?? asked;
  const gated = asked !== undefined && decided !== undefined && decided > asked;
  const until = received === undefined ? decided : gated ? Math.max(received, decided) : received;
  if (from === undefined || until === undefined || until <= from) return undefined;
  const marks = [from, until, ...(gated ? [asked, decided] : []), ...(received === undefined ? [] : [received])].filter((mark) => mark >= from && mark <= until).toSorted((a, b) => a - b);
  const parts = marks.slice(1).flatMap((toNs, index): Crossing["parts"] => {
    const fromNs = marks[index] ?? toNs;
    if (toNs <= fromNs) return [];
    const kind = gated && fromNs >= asked && toNs <= decided ? "gate" : received !== undefined && fromNs >= received ? "queue" : "transit";
    return [{ kind, fromNs, toNs }];
  });
  return { handoffId: id, from: source.name, to: target.name, fromNs: from, toNs: until, parts };
}
