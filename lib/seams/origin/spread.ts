import { isSameState, type Reader } from "./carried-value.ts";
import { ranOn, type Step, wentOn } from "./chain.ts";
import type { Defect } from "./defect.ts";
import type { Beginning } from "./trace-back.ts";

/** A handoff after an origin: it shows the same defect, or ran on it without telling. */
export interface Reached {
  step: Step;
  /** The value it shows; undefined where it tells nothing of it. */
  value: string | null | undefined;
  /** The most handoffs there are from the origin to here. */
  hops: number;
}

/**
 * Everything that ran on a defect after its origin, in order of the chain. A handoff that tells another value has it right again,
 * and what follows from it alone is not reached. `steps` are all of the workflow, `failing` those that failed for this defect.
 */
export function spreadOf(beginning: Beginning, defect: Defect, { steps, failing, reader }: { steps: readonly Step[]; failing: ReadonlySet<Step>; reader: Reader }): Reached[] {
  const { step: origin } = beginning;
  const reached = new Map<Step, Reached>();
  for (const step of ranOn(origin) ? steps.slice(origin.index + 1) : []) {
    const hops = hopsTo(step, origin, reached);
    if (hops === 0) continue;
    const told = lookAt(step, beginning, defect, reader);
    if (told.healed && !failing.has(step)) continue;
    reached.set(step, { step, value: told.value, hops });
  }
  return [...reached.values()];
}

/** 0 when nothing that ran on the defect leads here. */
function hopsTo(step: Step, origin: Step, reached: ReadonlyMap<Step, Reached>): number {
  const hops = step.before.map(({ step: before }) => (before === origin ? 1 : wentOn(before) ? (reached.get(before)?.hops ?? -1) + 1 : 0));
  return Math.max(0, ...hops);
}

/** That a field is absent later on proves nothing: other contracts have other fields. That a constraint is missing in a list does. */
function lookAt({ handoff }: Step, { after, pointer }: Beginning, defect: Defect, reader: Reader): { value?: string | null; healed: boolean } {
  if (defect.kind === "other" || after === undefined) return { healed: false };
  const here = defect.kind === "value" ? { ...defect, pointer } : defect;
  const told = (["sent", "received"] as const).flatMap((place) => reader.stateOf(handoff, place, here, after) ?? []);
  const same = told.some((state) => isSameState(state, after, here));
  if (same && (after.text !== null || defect.kind !== "value")) return { value: after.text, healed: false };
  return { healed: !same && told.some((state) => state.text !== null) };
}
