import type { Finding } from "@/lib/model/handoff.ts";
import type { FindingClass, Severity, Side, Verdict } from "@/lib/model/vocabulary.ts";
import type { InvariantOutcome } from "@/lib/model/invariant.ts";
import type { InForce } from "../apply-contract.ts";
import type { Evidence } from "../evidence.ts";

/** One place where a payload breaks a JSON Schema: pointer into the payload, the keyword it breaks, a sentence. */
export interface SchemaError {
  pointer: string;
  keyword: string;
  message: string;
}

/** What validating the payload gave. It is done outside (it takes time, and a schema can be hostile) and handed in. */
export type SchemaOutcome =
  | { kind: "none" }
  | { kind: "valid" }
  | { kind: "invalid"; errors: SchemaError[] }
  | { kind: "unusable"; why: string };

/** All a check may look at. */
export interface Facts {
  evidence: Evidence;
  verdict: Verdict;
  schema: SchemaOutcome;
  /** The contract that governs the handoff, which has filled in the evidence already; undefined when none is in force. */
  contract: InForce | undefined;
  invariants: readonly InvariantOutcome[];
  /** The moment of judging, in unix nanoseconds. */
  now: bigint;
  /** Findings of the checks before this one, for those that build on others. */
  earlier: readonly Finding[];
}

/** What a check adds; class and, unless told otherwise, severity and side come from its description. */
export interface Found {
  message: string;
  reason: string;
  pointer?: string;
  severity?: Severity;
  side?: Side;
  evidence?: Record<string, string>;
}

/** A finding class in the words with which the product and `docs/semantics.md` explain it. */
export interface Explanation {
  class: FindingClass;
  severity: Severity;
  side: Side;
  /** The demands of `docs/requirements.md` that this class itself answers, by their ids such as `S2.21`. */
  demands: readonly string[];
  /** What it means, in a sentence or two. */
  meaning: string;
  /** The evidence rule: when exactly it is raised. */
  rule: string;
  /** What to do about it. */
  fix: string;
  /** A case that looks alike and is none. */
  lookalike: string;
}

/** A finding class that one handoff can show, and its rule. */
export interface Check extends Explanation {
  find(facts: Facts): Found[];
}
