import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { bucketColumns, countColumns, JudgementCounts, type JudgementParts } from "./judgement-columns.ts";

const HOUR_S = 3600;
const ROWS_MAX = 500_000;
/** The server takes no parameter longer than 128 KiB. */
const SEAMS_ASKED_MAX = 2000;

const Row = JudgementCounts.extend({ step: z.coerce.number() });

/**
 * A slot is the longest stretch that all windows and steps are made of; each goes into every window that it lies in: those of the steps
 * from `(slot - window + 1) / step` to `slot / step`, both counted in slots.
 */
const query = (parts: JudgementParts, at: "minute" | "hour") =>
  defineQuery({
  name: "alert-judgement-history",
  params: z.object({ project: z.string(), seamIds: z.array(z.string()).max(SEAMS_ASKED_MAX), origin: z.int(), end: z.int(), slot: z.int(), stepSlots: z.int(), windowSlots: z.int(), last: z.int() }),
  row: Row,
  sql: `
    SELECT step, ${countColumns(parts)}
    FROM
    (
        SELECT seam_id, at_slot, any(source_name) AS source_name, any(target_name) AS target_name, any(contract_name) AS contract_name,
            sum(handoffs_n) AS handoffs_n, sum(failed_n) AS failed_n, sum(silent_n) AS silent_n, sum(lost_n) AS lost_n, sum(measured_n) AS measured_n
            ${parts.classes ? ", sumMap(classes_n) AS classes_n" : ""}${parts.latency ? ", quantilesTDigestMergeState(0.5, 0.9, 0.95, 0.99)(latencies) AS latencies" : ""}
        FROM
        (
            SELECT ${bucketColumns(parts)}, intDiv(toUnixTimestamp(${at}) - {origin: UInt32}, {slot: UInt32}) AS at_slot
            FROM ${at === "hour" ? "seam_judgements_per_hour" : "seam_judgements"}
            PREWHERE project = {project: String} AND ${at} >= toDateTime({origin: UInt32}, 'UTC') AND ${at} < toDateTime({end: UInt32}, 'UTC')
                AND ${at === "hour" ? "toStartOfDay" : "toStartOfHour"}(${at}) >= ${at === "hour" ? "toStartOfDay" : "toStartOfHour"}(toDateTime({origin: UInt32}, 'UTC'))
                AND (empty({seamIds: Array(String)}) OR seam_id IN {seamIds: Array(String)})
        )
        GROUP BY seam_id, at_slot
    )
    ARRAY JOIN range(
        toUInt32(if(at_slot < {windowSlots: UInt32}, 0, intDiv(at_slot - {windowSlots: UInt32}, {stepSlots: UInt32}) + 1)),
        toUInt32(least(intDiv(at_slot, {stepSlots: UInt32}), {last: UInt32}) + 1)
    ) AS step
    GROUP BY step, seamId
    ORDER BY step, seamId
    LIMIT ${ROWS_MAX + 1}`,
  });

const QUERIES = {
  minute: { plain: query({ classes: false, latency: false }, "minute"), classes: query({ classes: true, latency: false }, "minute"), latency: query({ classes: false, latency: true }, "minute"), both: query({ classes: true, latency: true }, "minute") },
  hour: { plain: query({ classes: false, latency: false }, "hour"), classes: query({ classes: true, latency: false }, "hour"), latency: query({ classes: false, latency: true }, "hour"), both: query({ classes: true, latency: true }, "hour") },
} as const;

/** Steps of a history, in unix seconds on whole minutes: the first one, how far apart, and how many. */
export interface Steps {
  firstS: number;
  stepS: number;
  count: number;
}

/** By step, what was found about each seam within the window that ended there; `isCut` says that there is more than is told. */
export async function readJudgementHistory(db: Database, { project, seamIds, steps, windowS, parts }: { project: string; seamIds: readonly string[]; steps: Steps; windowS: number; parts: JudgementParts }): Promise<{ byStep: Map<number, JudgementCounts[]>; isCut: boolean }> {
  const { firstS, stepS, count } = steps;
  const slot = greatestDivisor(stepS, windowS);
  const origin = Math.max(0, firstS - windowS);
  const ofHours = slot % HOUR_S === 0 && origin % HOUR_S === 0;
  const ask = QUERIES[ofHours ? "hour" : "minute"][parts.classes ? (parts.latency ? "both" : "classes") : parts.latency ? "latency" : "plain"];
  const rows = await ask(db, { project, seamIds: [...seamIds], origin, end: firstS + stepS * (count - 1), slot, stepSlots: stepS / slot, windowSlots: windowS / slot, last: count - 1 });
  const byStep = new Map<number, JudgementCounts[]>();
  for (const { step, ...counts } of rows.slice(0, ROWS_MAX)) {
    const own = byStep.get(step);
    if (own === undefined) byStep.set(step, [counts]);
    else own.push(counts);
  }
  return { byStep, isCut: rows.length > ROWS_MAX };
}

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));
