import type { Finding } from "@/lib/model/handoff.ts";
import { noContract } from "./no-contract.ts";
import { noFallback } from "./no-fallback.ts";
import { rubberStamp } from "./rubber-stamp.ts";
import type { SeamCheck, SeamFacts } from "./seam-check.ts";
import { shapeDrift } from "./shape-drift.ts";
import { ungatedIrreversible } from "./ungated-irreversible.ts";
import { unowned } from "./unowned.ts";

/** Every class of finding on a seam itself. */
export const SEAM_CHECKS: readonly SeamCheck[] = [shapeDrift, unowned, noFallback, noContract, ungatedIrreversible, rubberStamp];

/** All findings on a seam itself; `n` in the evidence is how many handoffs each rests on. */
export const runSeamChecks = (facts: SeamFacts): Finding[] =>
  SEAM_CHECKS.flatMap((check) =>
    check.find(facts).map(({ n, ...found }) => ({
      class: check.class,
      severity: found.severity ?? check.severity,
      side: found.side ?? check.side,
      pointer: found.pointer ?? "",
      message: found.message,
      reason: found.reason,
      evidence: { n: String(n), ...found.evidence },
    })),
  );
