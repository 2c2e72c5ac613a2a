import type { AlertEvidence, AlertMessage } from "@/lib/model/alert-firing.ts";
import type { AlertRule } from "@/lib/model/alert-rule.ts";
import type { Move } from "./step-rule.ts";

/** What is known of a firing whose evidence could not be gathered. */
export const NO_EVIDENCE: AlertEvidence = { firstBadAt: null, class: null, versionPair: null, field: null, samples: [] };

/** What a message needs beside the move that opens a firing. */
export interface Opening {
  atMs: number;
  evidence: AlertEvidence;
  /** The confidence interval of a share; null of anything else. */
  interval: AlertMessage["interval"];
}

/** What is told when a firing opens; all later messages of it are made from this one. */
export function openMessage(rule: AlertRule, { seam, detail, judged, step, firingId }: Move, { atMs, evidence, interval }: Opening): AlertMessage {
  const { id, name, description, metric, severity, labels, window, above } = rule;
  return {
    firingId,
    event: "open",
    rule: { id, name, description, metric, severity, labels, window, above },
    seam: seam === null ? null : { id: seam.id, source: seam.source, target: seam.target, contract: seam.contract },
    detail,
    owner: seam?.owner ?? null,
    sourceOwner: seam?.sourceOwner ?? null,
    runbook: seam?.runbook ?? "",
    value: judged.value,
    n: judged.n,
    failed: judged.failed,
    interval,
    evidence,
    openedAt: new Date(atMs).toISOString(),
    resolvedAt: null,
    note: step.note,
    suppressed: 0,
  };
}
