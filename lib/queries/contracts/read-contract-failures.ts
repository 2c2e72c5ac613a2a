import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { ContractFailure } from "@/lib/model/contract-registry.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { FINDING_CLASSES, SEVERITIES, type FindingClass } from "@/lib/model/vocabulary.ts";
import { Instant, type TimeWindow, wholeMinutes } from "../time-window.ts";

/** What a contract speaks of: its group of finding classes in docs/semantics.md, and what it adds of time and context. */
const OF_CONTRACTS: readonly FindingClass[] = [
  "format_violation", "schema_violation", "undeclared_field", "version_mismatch", "deprecated_version", "invariant_violation", "capability_mismatch", "shape_drift",
  "over_budget", "low_confidence", "late", "gate_overdue",
];
/** The busiest are looked at, and of each the groups with most handoffs. */
const SEAMS_MAX = 20;
const GROUPS_MAX = 200;

const readGroups = defineQuery({
  name: "contract-failure-groups",
  params: z.object({ project: z.string(), seamIds: z.array(z.string()).max(SEAMS_MAX), classes: z.array(z.string()), from: Instant, to: Instant }),
  row: z.object({
    seamId: z.string(), class: z.enum(FINDING_CLASSES), severity: z.enum(SEVERITIES), reason: z.string(), pointer: z.string(),
    count: z.coerce.number(), lastSeenAt: z.string(), exampleId: z.string(),
  }),
  sql: `
    SELECT
        seam_id AS seamId,
        finding.class AS class,
        argMax(finding.severity, started_at) AS severity,
        finding.reason AS reason,
        finding.pointer AS pointer,
        count() AS count,
        max(started_at) AS lastSeenAt,
        argMin(handoff_id, (-toUnixTimestamp64Nano(started_at), handoff_id)) AS exampleId
    FROM
    (
        SELECT seam_id, handoff_id, started_at, finding
        FROM
        (
            SELECT
                seam_id,
                handoff_id,
                started_at,
                arrayFilter(one -> one.class IN {classes: Array(String)},
                    JSONExtract(summary, 'findings', 'Array(Tuple(class String, severity String, pointer String, reason String))')) AS findings
            FROM handoffs FINAL
            PREWHERE project = {project: String} AND seam_id IN {seamIds: Array(String)}
                AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
            WHERE NOT candidate AND hasAny(finding_classes, {classes: Array(String)})
        )
        ARRAY JOIN findings AS finding
        LIMIT 1 BY seam_id, handoff_id, finding.class, finding.reason, finding.pointer
    )
    GROUP BY seamId, class, reason, pointer
    ORDER BY severity = 'error' DESC, count DESC, lastSeenAt DESC, class, reason, pointer
    LIMIT ${GROUPS_MAX} BY seamId
    LIMIT ${SEAMS_MAX * GROUPS_MAX}
    SETTINGS date_time_output_format = 'iso'`,
});

/** What fails on the seams of one contract by what the contract asks for, each place of the payload by itself, the most frequent first. */
export async function readContractFailures(db: Database, { project, seams, from, to }: TimeWindow & { project: string; seams: readonly { id: string; source: string; target: string }[] }): Promise<ContractFailure[]> {
  const asked = seams.slice(0, SEAMS_MAX);
  if (asked.length === 0) return [];
  const rows = await readGroups(db, { project, seamIds: asked.map((seam) => seam.id), classes: [...OF_CONTRACTS], ...wholeMinutes({ from, to }) });
  const groupsOf = groupBy(rows, (row) => row.seamId);
  const groups = asked.flatMap(({ id, source, target }) => (groupsOf.get(id) ?? []).map((group) => ({ ...group, seam: { id, source, target } })));
  const alike = groupBy(groups, (group) => `${group.class} ${group.pointer}`);
  const failures = [...alike.values()].flatMap((some): ContractFailure[] => {
    const [first] = some;
    if (first === undefined) return [];
    return [{
      class: first.class, severity: some.find((one) => one.severity === "error")?.severity ?? first.severity, pointer: first.pointer,
      count: some.reduce((sum, one) => sum + one.count, 0),
      reasons: [...new Set(some.map((one) => one.reason))].slice(0, 3),
      lastSeenAt: some.reduce((latest, one) => (one.lastSeenAt > latest ? one.lastSeenAt : latest), ""),
      seams: [...new Map(some.map((one) => [one.seam.id, one.seam])).values()],
      exampleId: first.exampleId,
    }];
  });
  return failures.toSorted((a, b) => b.count - a.count);
}
