import { type Handoff, HandoffSummary } from "@/lib/model/handoff.ts";

/** How a handoff is written: `version` (unix nanoseconds of the analysis) orders the writes. */
export interface Written {
  project: string;
  version: bigint;
}

/** What is counted of a handoff: all that ever was, and what of that is new by this writing. */
interface Counted {
  told: readonly string[];
  news: readonly string[];
}

/** The row of a handoff as the table `handoffs` keeps it. */
export function handoffToRow(handoff: Handoff, { project, version, told = [], news = [] }: Written & Partial<Counted>): Record<string, unknown> {
  return {
    project,
    seam_id: handoff.seamId,
    started_at: handoff.startedAt,
    handoff_id: handoff.id,
    candidate: handoff.candidate,
    source: handoff.source.name,
    target: handoff.target.name,
    source_type: handoff.source.type,
    target_type: handoff.target.type,
    contract: handoff.contract,
    source_version: handoff.versions.source,
    target_version: handoff.versions.target,
    contract_version: handoff.versions.contract,
    rule: handoff.rule,
    verdict: handoff.verdict,
    failed: handoff.failed,
    silent: handoff.silent,
    total_ms: handoff.latency.totalMs,
    transit_ms: handoff.latency.transitMs,
    gate_ms: handoff.latency.gateMs,
    queue_ms: handoff.latency.queueMs,
    work_ms: handoff.latency.workMs,
    deadline_at: handoff.deadlineAt === "" ? null : handoff.deadlineAt,
    correlation_id: handoff.correlationId,
    trace_ids: handoff.traceIds,
    finding_classes: handoff.findings.map((finding) => finding.class),
    finding_reasons: handoff.findings.map((finding) => finding.reason),
    told,
    news,
    summary: JSON.stringify(HandoffSummary.parse(handoff)),
    detail: JSON.stringify(handoff),
    version: version.toString(),
    is_deleted: 0,
  };
}

/** The key under which a handoff stands. */
export interface HandoffKey {
  seamId: string;
  /** RFC 3339 with nanoseconds. */
  startedAt: string;
  id: string;
  traceIds: string[];
}

/** The row that takes a handoff away from under a key; it keeps the trace ids, so that every index that finds the old row finds this one. */
export const tombstoneRow = (key: HandoffKey, { project, version }: Written): Record<string, unknown> => ({
  project,
  seam_id: key.seamId,
  started_at: key.startedAt,
  handoff_id: key.id,
  trace_ids: key.traceIds,
  version: version.toString(),
  is_deleted: 1,
});
