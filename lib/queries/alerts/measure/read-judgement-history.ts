import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { LATENCY_QUANTILES } from "@/lib/model/alert-rule.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { bucketColumns, countColumns, JudgementCounts, type JudgementParts } from "./judgement-columns.ts";

const HOUR_S = 3600;
const ROWS_MAX = 500_000;
/** The server takes no parameter longer than 128 KiB. */
const SEAMS_ASKED_MAX = 2000;

const Params = z.object({ project: z.string(), seamIds: z.array(z.string()).max(SEAMS_ASKED_MAX), origin: z.int(), end: z.int(), slot: z.int(), stepSlots: z.int(), windowSlots: z.int(), last: z.int() });
type Grain = "minute" | "hour";

/** Buckets with the slot they lie in. A slot is the longest stretch that all windows and steps are made of. */
const slotted = (parts: JudgementParts, at: Grain): string => {
  const [table, start] = at === "hour" ? ["seam_judgements_per_hour", "toStartOfDay"] : ["seam_judgements", "toStartOfHour"];
  return `
            SELECT ${bucketColumns(parts)}, intDiv(toUnixTimestamp(${at}) - {origin: UInt32}, {slot: UInt32}) AS at_slot
            FROM ${table}
            PREWHERE project = {project: String} AND ${at} >= toDateTime({origin: UInt32}, 'UTC') AND ${at} < toDateTime({end: UInt32}, 'UTC')
                AND ${start}(${at}) >= ${start}(toDateTime({origin: UInt32}, 'UTC'))
                AND (empty({seamIds: Array(String)}) OR seam_id IN {seamIds: Array(String)})`;
};

/** A slot goes into the windows of the steps from `(slot - window + 1) / step` to `slot / step`, both counted in slots. */
const FIRST_STEP = "if(at_slot < {windowSlots: UInt32}, 0, intDiv(at_slot - {windowSlots: UInt32}, {stepSlots: UInt32}) + 1)";
const NEXT_STEP = "least(intDiv(at_slot, {stepSlots: UInt32}), {last: UInt32}) + 1";

/** What enters and leaves the window at each step: counts add up however long the window is. */
const changesQuery = (classes: boolean, at: Grain) =>
  defineQuery({
  name: "alert-judgement-changes",
  params: Params,
  row: JudgementCounts.extend({ step: z.coerce.number(), buckets: z.coerce.number() }),
  sql: `
    SELECT
        moved.1 AS step, seam_id AS seamId, any(source_name) AS source, any(target_name) AS target, any(contract_name) AS contract, sum(toInt64(moved.2)) AS buckets,
        sum(toInt64(handoffs_n) * moved.2) AS handoffs, sum(toInt64(failed_n) * moved.2) AS failed, sum(toInt64(silent_n) * moved.2) AS silent,
        sum(toInt64(lost_n) * moved.2) AS lost, sum(toInt64(measured_n) * moved.2) AS measured${classes ? ", sumMap(mapApply((name, n) -> (name, toInt64(n) * moved.2), classes_n)) AS byClasses" : ""}
    FROM
    (${slotted({ classes, latency: false }, at)}
    )
    ARRAY JOIN [(toInt64(${FIRST_STEP}), toInt8(1)), (toInt64(${NEXT_STEP}), toInt8(-1))] AS moved
    WHERE ${FIRST_STEP} < ${NEXT_STEP}
    GROUP BY step, seamId
    ORDER BY step, seamId
    LIMIT ${ROWS_MAX + 1}`,
  });

/** Quantiles do not subtract: each slot goes into every window it lies in. */
const quantilesQuery = (classes: boolean, at: Grain) =>
  defineQuery({
  name: "alert-judgement-quantiles",
  params: Params,
  row: JudgementCounts.extend({ step: z.coerce.number() }),
  sql: `
    SELECT step, ${countColumns({ classes, latency: true })}
    FROM
    (
        SELECT seam_id, at_slot, any(source_name) AS source_name, any(target_name) AS target_name, any(contract_name) AS contract_name,
            sum(handoffs_n) AS handoffs_n, sum(failed_n) AS failed_n, sum(silent_n) AS silent_n, sum(lost_n) AS lost_n, sum(measured_n) AS measured_n,
            ${classes ? "sumMap(classes_n) AS classes_n, " : ""}quantilesTDigestMergeState(${LATENCY_QUANTILES.join(", ")})(latencies) AS latencies
        FROM
        (${slotted({ classes, latency: true }, at)}
        )
        GROUP BY seam_id, at_slot
    )
    ARRAY JOIN range(toUInt32(${FIRST_STEP}), toUInt32(${NEXT_STEP})) AS step
    GROUP BY step, seamId
    ORDER BY step, seamId
    LIMIT ${ROWS_MAX + 1}`,
  });

const bothGrains = <Query>(made: (classes: boolean, at: Grain) => Query) => ({
  minute: { plain: made(false, "minute"), classes: made(true, "minute") },
  hour: { plain: made(false, "hour"), classes: made(true, "hour") },
});
const CHANGES = bothGrains(changesQuery);
const QUANTILES = bothGrains(quantilesQuery);

/** Steps of a history, in unix seconds on whole minutes: the first one, how far apart, and how many. */
export interface Steps {
  firstS: number;
  stepS: number;
  count: number;
}

/** Whose past is asked about: the windows of so many seconds that end at the steps. */
interface HistoryAsked {
  project: string;
  seamIds: readonly string[];
  steps: Steps;
  windowS: number;
  parts: JudgementParts;
}

/** What was found about the seams by step; `isCut` says that there was more than is told. */
interface JudgementHistory {
  byStep: Map<number, JudgementCounts[]>;
  isCut: boolean;
}

/** By step, what was found about each seam within the window that ended there. */
export async function readJudgementHistory(db: Database, { project, seamIds, steps, windowS, parts }: HistoryAsked): Promise<JudgementHistory> {
  const { firstS, stepS, count } = steps;
  const slot = greatestDivisor(stepS, windowS);
  const origin = firstS - windowS;
  const grain = slot % HOUR_S === 0 && origin % HOUR_S === 0 ? "hour" : "minute";
  const kind = parts.classes ? "classes" : "plain";
  const asked = { project, seamIds: [...seamIds], origin, end: firstS + stepS * (count - 1), slot, stepSlots: stepS / slot, windowSlots: windowS / slot, last: count - 1 };
  if (!parts.latency) return addUp(await CHANGES[grain][kind](db, asked), count);
  const rows = await QUANTILES[grain][kind](db, asked);
  return { byStep: groupBy(rows.slice(0, ROWS_MAX), (row) => row.step), isCut: rows.length > ROWS_MAX };
}

/** Adds up the changes, which are in the order of steps, to what stands in the window at each step. */
function addUp(changes: readonly (JudgementCounts & { step: number; buckets: number })[], count: number): JudgementHistory {
  const byStep = new Map<number, JudgementCounts[]>();
  const standing = new Map<string, JudgementCounts & { buckets: number }>();
  let [at, told] = [0, 0];
  for (let step = 0; step < count && told <= ROWS_MAX; step += 1) {
    for (let change = changes[at]; change !== undefined && change.step === step; change = changes[(at += 1)]) {
      const next = plus(standing.get(change.seamId), change);
      if (next.buckets > 0) standing.set(change.seamId, next);
      else standing.delete(change.seamId);
    }
    byStep.set(step, [...standing.values()]);
    told += standing.size;
  }
  return { byStep, isCut: told > ROWS_MAX || changes.length > ROWS_MAX };
}

function plus(before: (JudgementCounts & { buckets: number }) | undefined, change: JudgementCounts & { buckets: number }): JudgementCounts & { buckets: number } {
  if (before === undefined) return change;
  const byClasses = new Map(Object.entries(before.byClasses ?? {}));
  for (const [name, n] of Object.entries(change.byClasses ?? {})) byClasses.set(name, (byClasses.get(name) ?? 0) + n);
  return {
    ...before,
    buckets: before.buckets + change.buckets, handoffs: before.handoffs + change.handoffs, failed: before.failed + change.failed, silent: before.silent + change.silent,
    lost: before.lost + change.lost, measured: before.measured + change.measured, ...(before.byClasses === undefined ? {} : { byClasses: Object.fromEntries(byClasses) }),
  };
}

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));
