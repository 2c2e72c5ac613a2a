import type { Contract } from "@/lib/model/contract.ts";
import type { Explanation, Found } from "../checks/check.ts";

/** One decision at a gate of the seam. Unknown times and sizes are null. */
export interface GateDecision {
  /** Refused and expired ones are not. */
  approved: boolean;
  /** A rule decided, not a person. */
  byPolicy: boolean;
  /** From the question to the answer, waiting included. */
  reviewMs: number | null;
  /** Length of what was to be judged, in characters. */
  payloadChars: number | null;
}

/** Payloads of one version of the source under one version of the contract, as text: the first and the last of a window. */
export interface VersionSample {
  sourceVersion: string;
  contractVersion: string;
  earlier: string[];
  later: string[];
}

/** What is known of a seam over a window of time. */
export interface SeamFacts {
  source: string;
  target: string;
  /** In force now. */
  contract: Contract | undefined;
  /** Handoffs in the window, guesses left out. */
  handoffs: number;
  /** The latest gate decisions of the window. */
  decisions: readonly GateDecision[];
  /** Of the latest handoffs that arrived, how many had passed a gate. */
  arrived: { looked: number; gated: number };
  samples: readonly VersionSample[];
}

/** One class of finding on the seam itself: its words, and its rule over a window. `n` is how many handoffs it rests on. */
export interface SeamCheck extends Explanation {
  find(facts: SeamFacts): (Found & { n: number })[];
}

/** Whether the contract says that what happens behind the seam cannot be taken back. */
export const isIrreversible = ({ contract }: SeamFacts): boolean => contract?.stakes === "irreversible" || contract?.gate?.stakes === "irreversible";
