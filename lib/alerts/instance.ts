import type { AlertMessage, AlertState } from "@/lib/model/alert-firing.ts";

/** Which instance: a rule on a seam, a group ("") or the product itself (""), and what tells instances on one seam apart. */
export interface InstanceKey {
  ruleId: string;
  seamId: string;
  detail: string;
}

/** A firing that has not ended. */
export interface OpenFiring {
  id: string;
  openedAtMs: number;
  /** Whether its open was told; only then is its resolve. */
  isTold: boolean;
  /** What holds it back: `silence:<id>` or `firing:<id>`; "" once it is told. */
  suppressedBy: string;
  /** To whom it was told, or would have been. */
  channels: readonly string[];
  message: AlertMessage;
  /** The rule as it was saved when this opened. */
  ruleSavedAt: string;
}

/**
 * What must be remembered of an instance so that the next evaluation is the same in another process; all of it is in its latest stored
 * row. It changes only when a row is written: what an evaluation confirms is not written down.
 */
export interface Instance extends InstanceKey {
  state: AlertState;
  sinceMs: number;
  /** The evaluation that the latest row was written by, or the last one before it. */
  judgedMs: number;
  value: number | null;
  n: number;
  /** Of the last `of` evaluations: those above while it does not fire, those that were well while it does. */
  marksMs: readonly number[];
  /** From when on it has been above, time without evaluations left out; what `for` is held against. */
  heldFromMs: number | null;
  /** From when on it has been well again, likewise; what `keepFiring` is held against. */
  wellFromMs: number | null;
  /** The last evaluation before there was too little to judge. */
  blindFromMs: number | null;
  firing: OpenFiring | null;
}

/** The key of an instance within its rule. */
export const keyInRule = ({ seamId, detail }: Pick<InstanceKey, "seamId" | "detail">): string => `${seamId}\n${detail}`;
