import { handoffToRow, tombstoneRow } from "@/lib/clickhouse/handoff-row.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Finding, Handoff } from "@/lib/model/handoff.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { CANDIDATE_BELOW } from "@/lib/model/vocabulary.ts";

/** The finding of a handoff that was sent and never received. */
export const LOST_FINDING: Finding = {
  class: "lost", severity: "error", side: "seam", pointer: "", message: "sent, never received", reason: "no receive by the deadline", evidence: {},
};

/** A plain delivered handoff from "planner" to "worker", with the given parts changed. */
export function makeHandoff(changes: Partial<Handoff> = {}): Handoff {
  const confidence = changes.confidence ?? 1;
  const findings = changes.findings ?? [];
  return {
    id: "h-1",
    seamId: "s-1",
    source: { name: "planner", version: "1.0.0", type: "agent", service: "planning" },
    target: { name: "worker", version: "2.0.0", type: "agent", service: "working" },
    contract: "task",
    direction: "forward",
    mode: "pass_control",
    candidate: confidence < CANDIDATE_BELOW,
    verdict: "delivered",
    silent: false,
    failed: findings.some((finding) => finding.severity === "error"),
    rule: "E",
    confidence,
    versions: { source: "1.0.0", target: "2.0.0", contract: "1.0.0", accepted: ["^1.0.0"] },
    latency: { totalMs: 100, transitMs: 80, gateMs: null, queueMs: 20, workMs: 500 },
    startedAt: "2026-11-20T07:00:12.123456789Z",
    endedAt: "2026-11-20T07:00:13.000000000Z",
    deadlineAt: "",
    correlationId: "",
    findings,
    traceIds: ["0af7651916cd43dd8448eb211c80319c"],
    corroboration: [],
    joinedBy: null,
    reason: "",
    warnings: [],
    claimedConfidence: null,
    legs: [],
    sent: null,
    received: null,
    returned: null,
    workTokens: null,
    parentId: "",
    carried: { intent: { sent: null, received: null }, constraints: { sent: null, received: null } },
    governedBy: null,
    schema: null,
    incomplete: [],
    ...changes,
  };
}

/** How a handoff is written: `version` orders the writes, `deleted` takes it away from under its key. */
export interface Written {
  version: bigint;
  deleted?: boolean;
}

/** The row of a handoff in the default project, or the row that takes it away. */
function handoffRow(handoff: Handoff, { version, deleted = false }: Written): Record<string, unknown> {
  const written = { project: PROJECT, version };
  return deleted ? tombstoneRow(handoff, written) : handoffToRow(handoff, written);
}

/** Writes handoffs as one block. */
export async function insertHandoffs(db: Database, handoffs: readonly Handoff[], written: Written): Promise<void> {
  await db.insert("handoffs", handoffs.map((handoff) => handoffRow(handoff, written)));
}

/** The bucket of the rollup that a handoff is counted in. */
export function bucketOf(handoff: Handoff): { seamId: string; minute: number } {
  return { seamId: handoff.seamId, minute: Math.floor(Date.parse(handoff.startedAt) / 60_000) * 60 };
}
