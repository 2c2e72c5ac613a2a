/** A deadline in unix nanoseconds, and whether the agents declared it or it is the default. */
export interface Deadline {
  at: bigint;
  declared: boolean;
}

/** One try at handing over. `number` counts from 0; `sentHash` is "" when the sender did not tell what it sent. */
export interface Attempt {
  number: number;
  failed: boolean;
  sentHash: string;
}

/** The agent a handoff fell back to, and what became of each of its receptions. */
export interface Fallback {
  owner: string;
  reason: string;
  receptions: { failed: boolean }[];
}

/** Whether the fallback received it, and no reception of it went through. */
export const hasFallbackFailed = ({ receptions }: Fallback): boolean => receptions.length > 0 && receptions.every((reception) => reception.failed);

/** What the source asked to be kept, and what the target says reached it; undefined where a side did not say. */
export interface IntentTerms {
  text: string | undefined;
  hash: string | undefined;
  receivedText: string | undefined;
  receivedHash: string | undefined;
  preserved: boolean | undefined;
}

/**
 * The terms under which the agents handed over, as they declared them by `handoff.*`. A handoff that rules inferred from what
 * frameworks emit has none. Lists are empty, and values undefined, where nobody said.
 */
export interface Terms {
  attempts: Attempt[];
  retryMax: number | undefined;
  deadLetter: { queue: string; reason: string } | undefined;
  fallback: Fallback | undefined;
  gate: { required: boolean; due: Deadline | undefined };
  budget: { tokens: number | undefined; exceeded: boolean; estimated: boolean };
  intent: IntentTerms;
  constraints: { sent: string[]; received: string[] | undefined; violations: string[] };
  rationale: { required: boolean; field: string; told: boolean };
  capability: { required: string[]; offered: string[]; matched: boolean | undefined };
  confidence: { value: number | undefined; min: number | undefined };
  /** Ids of what receptions under one idempotency key did, one for each reception that says so. */
  effects: { key: string; ids: string[] }[];
}
