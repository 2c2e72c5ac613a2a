import { handoffToRow } from "@/lib/clickhouse/handoff-row.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import { LOST_FINDING, makeHandoff } from "./handoff-rows.ts";

/** A handoff, and what its writing counts. */
export interface ToldHandoff {
  handoff: Handoff;
  news: readonly string[];
}

/** Writes handoffs of a project as the analyser does, with what is counted of each. */
export async function insertTold(db: Database, project: string, told: readonly ToldHandoff[], version = 1n): Promise<void> {
  await db.insert("handoffs", told.map(({ handoff, news }) => handoffToRow(handoff, { project, version, told: news, news })));
}

/** What counts of a handoff that is written for the first time, as it stands. */
export const allNews = (handoff: Handoff): string[] => [
  `verdict:${handoff.verdict}`,
  ...(handoff.failed || !["pending", "held"].includes(handoff.verdict) ? ["settled"] : []),
  ...(handoff.failed ? ["failed"] : []),
  ...(handoff.silent ? ["silent"] : []),
  ...(handoff.latency.totalMs === null ? [] : ["latency"]),
  ...new Set(handoff.findings.filter((finding) => finding.severity === "error").map((finding) => `class:${finding.class}`)),
];

const UNMEASURED = { totalMs: null, transitMs: null, gateMs: null, queueMs: null, workMs: null };

/** Sixty handoffs on three seams a minute apart: most delivered, some lost or late, a few that wait. */
export const someHandoffs = (startMs: number): Handoff[] =>
  Array.from({ length: 60 }, (_, index) => {
    const base = {
      id: `told${index}`, seamId: `told-s${index % 3}`, startedAt: new Date(startMs + index * 60_000).toISOString().replace("Z", "000000Z"),
      latency: { ...UNMEASURED, totalMs: 100 + index }, versions: { source: index < 40 ? "1.0.0" : "1.1.0", target: "2.0.0", contract: "", accepted: [] },
    };
    if (index % 7 === 0) return makeHandoff({ ...base, verdict: "lost", silent: index % 2 === 0, latency: UNMEASURED, findings: [LOST_FINDING] });
    if (index % 11 === 0) return makeHandoff({ ...base, findings: [{ ...LOST_FINDING, class: "late", reason: "over the limit", pointer: "/at" }, { ...LOST_FINDING, class: "value_drift", pointer: "/n" }] });
    if (index % 13 === 0) return makeHandoff({ ...base, verdict: "held", latency: UNMEASURED, deadlineAt: base.startedAt, findings: index > 30 ? [{ ...LOST_FINDING, class: "gate_overdue" }] : [] });
    return makeHandoff(base);
  });
