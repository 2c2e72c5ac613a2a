import type { Finding } from "@/lib/model/handoff.ts";
import { acceptedInvalid } from "./accepted-invalid.ts";
import { capabilityMismatch } from "./capability-mismatch.ts";
import type { Check, Facts } from "./check.ts";
import { constraintDropped } from "./constraint-dropped.ts";
import { contextLoss } from "./context-loss.ts";
import { deadLettered } from "./dead-lettered.ts";
import { deprecatedVersion } from "./deprecated-version.ts";
import { droppedResult } from "./dropped-result.ts";
import { duplicateEffect } from "./duplicate-effect.ts";
import { duplicate } from "./duplicate.ts";
import { emptyFanOut } from "./empty-fan-out.ts";
import { fallbackFailed } from "./fallback-failed.ts";
import { fanInRace } from "./fan-in-race.ts";
import { formatViolation } from "./format-violation.ts";
import { gateOverdue } from "./gate-overdue.ts";
import { intentDrift } from "./intent-drift.ts";
import { invariantViolation } from "./invariant-violation.ts";
import { late } from "./late.ts";
import { lost } from "./lost.ts";
import { lowConfidence } from "./low-confidence.ts";
import { orphan } from "./orphan.ts";
import { overBudget } from "./over-budget.ts";
import { payloadMissing } from "./payload-missing.ts";
import { pingPong } from "./ping-pong.ts";
import { rationaleMissing } from "./rationale-missing.ts";
import { retryExhausted } from "./retry-exhausted.ts";
import { retryStorm } from "./retry-storm.ts";
import { schemaViolation } from "./schema-violation.ts";
import { swallowedFailure } from "./swallowed-failure.ts";
import { truncated } from "./truncated.ts";
import { unapproved } from "./unapproved.ts";
import { undeclaredField } from "./undeclared-field.ts";
import { valueDrift } from "./value-drift.ts";
import { versionMismatch } from "./version-mismatch.ts";

/** Every finding class, in the order they are asked; those that build on others come last. */
export const CHECKS: readonly Check[] = [
  lost, orphan, payloadMissing, unapproved, gateOverdue, late, duplicate, duplicateEffect, deadLettered, retryExhausted, retryStorm, fallbackFailed,
  formatViolation, schemaViolation, undeclaredField, versionMismatch, deprecatedVersion, invariantViolation, capabilityMismatch,
  contextLoss, truncated, valueDrift, overBudget, intentDrift, constraintDropped, rationaleMissing,
  fanInRace, emptyFanOut, droppedResult, pingPong, swallowedFailure,
  lowConfidence, acceptedInvalid,
];

/** All findings on one handoff. A guess is not judged: a candidate has none. */
export function runChecks(facts: Omit<Facts, "earlier">): Finding[] {
  return CHECKS.reduce<Finding[]>((findings, check) => [...findings, ...findingsOf(check, { ...facts, earlier: findings })], []);
}

const findingsOf = (check: Check, facts: Facts): Finding[] =>
  check.find(facts).map((found) => ({
    class: check.class,
    severity: found.severity ?? check.severity,
    side: found.side ?? check.side,
    pointer: found.pointer ?? "",
    message: found.message,
    reason: found.reason,
    evidence: found.evidence ?? {},
  }));
