import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { Leg } from "@/lib/model/handoff.ts";
import type { FailureGroup } from "@/lib/model/seam.ts";
import { FINDING_CLASSES, SEVERITIES, SIDES } from "@/lib/model/vocabulary.ts";
import { Instant, type TimeWindow } from "../time-window.ts";
import { lastProofOfLife, type Sign } from "./last-proof-of-life.ts";

const GROUPS_MAX = 200;
const EXAMPLES_MAX = 50;
const SLICES = 24;
/** Legs are read out of the full evidence, payloads and all; this bounds how much of it one page unpacks. */
const EXAMPLES_IN_ALL = 1000;

const SeamWindow = z.object({ project: z.string(), seamId: z.string(), from: Instant, to: Instant });

const readGroups = defineQuery({
  name: "seam-failure-groups",
  params: SeamWindow,
  row: z.object({
    class: z.enum(FINDING_CLASSES),
    severity: z.enum(SEVERITIES),
    side: z.enum(SIDES),
    reason: z.string(),
    pointer: z.string(),
    count: z.coerce.number(),
    firstSeenAt: z.string(),
    lastSeenAt: z.string(),
    slices: z.array(z.coerce.number()),
    examples: z.array(z.object({ handoffId: z.string(), at: z.string(), message: z.string() })),
  }),
  sql: `
    SELECT
        finding.class AS class,
        argMax(finding.severity, started_at) AS severity,
        argMax(finding.side, started_at) AS side,
        finding.reason AS reason,
        finding.pointer AS pointer,
        count() AS count,
        min(started_at) AS firstSeenAt,
        max(started_at) AS lastSeenAt,
        arrayMap(slice -> countEqual(groupArray(toUInt8(least(${SLICES - 1}, intDiv((toUnixTimestamp64Milli(started_at) - toUnixTimestamp64Milli({from: DateTime64(3, 'UTC')})) * ${SLICES},
            greatest(1, toUnixTimestamp64Milli({to: DateTime64(3, 'UTC')}) - toUnixTimestamp64Milli({from: DateTime64(3, 'UTC')})))))), slice), range(${SLICES})) AS slices,
        CAST(arrayMap(example -> (example.2, example.3, example.4),
                groupArraySorted(${EXAMPLES_MAX})((-toUnixTimestamp64Nano(started_at), handoff_id, started_at, finding.message))),
            'Array(Tuple(handoffId String, at DateTime64(9, \\'UTC\\'), message String))') AS examples
    FROM
    (
        SELECT handoff_id, started_at, finding
        FROM
        (
            SELECT
                handoff_id,
                started_at,
                JSONExtract(summary, 'findings',
                    'Array(Tuple(class String, severity String, side String, pointer String, message String, reason String))') AS findings
            FROM handoffs FINAL
            PREWHERE project = {project: String} AND seam_id = {seamId: String}
                AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
            WHERE NOT candidate AND notEmpty(finding_classes)
        )
        ARRAY JOIN findings AS finding
        LIMIT 1 BY handoff_id, finding.class, finding.reason, finding.pointer
    )
    GROUP BY class, reason, pointer
    ORDER BY severity = 'error' DESC, count DESC, lastSeenAt DESC, class, reason, pointer
    LIMIT ${GROUPS_MAX}
    SETTINGS date_time_output_format = 'iso'`,
});

const readLegs = defineQuery({
  name: "seam-example-legs",
  params: SeamWindow.extend({ handoffIds: z.array(z.string()).max(EXAMPLES_IN_ALL) }),
  row: z.object({
    handoffId: z.string(),
    legs: z.string().transform((json) => z.array(Leg).parse(JSON.parse(json))),
  }),
  sql: `
    SELECT handoff_id AS handoffId, JSONExtractRaw(detail, 'legs') AS legs
    FROM handoffs FINAL
    PREWHERE project = {project: String} AND seam_id = {seamId: String}
        AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
        AND handoff_id IN {handoffIds: Array(String)}
    LIMIT ${EXAMPLES_IN_ALL}`,
});

/**
 * What fails on a seam in the window (whole minutes): handoffs with alike findings, errors first, then the most frequent.
 * `count` is exact. Examples are newest first, at most 50 a group and 1000 in all; candidates are left out.
 */
export async function readFailureGroups(
  db: Database,
  { project, seamId, from, to }: TimeWindow & { project: string; seamId: string },
): Promise<FailureGroup[]> {
  const window = { project, seamId, from, to };
  const found = await readGroups(db, window);
  const examplesEach = Math.max(1, Math.min(EXAMPLES_MAX, Math.floor(EXAMPLES_IN_ALL / found.length)));
  const groups = found.map((group) => ({ ...group, examples: group.examples.slice(0, examplesEach) }));
  const handoffIds = [...new Set(groups.flatMap((group) => group.examples.map((example) => example.handoffId)))];
  const rows = handoffIds.length === 0 ? [] : await readLegs(db, { ...window, handoffIds });
  const legsOf = new Map<string, Sign[]>(rows.map((row) => [row.handoffId, row.legs]));
  return groups.map((group) => ({
    ...group,
    examples: group.examples.map((example) => ({
      ...example,
      lastProofOfLife: lastProofOfLife(legsOf.get(example.handoffId) ?? [], group.class),
    })),
  }));
}
