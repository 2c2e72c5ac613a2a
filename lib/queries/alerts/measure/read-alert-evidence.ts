import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { AlertEvidence, AlertSample } from "@/lib/model/alert-firing.ts";
import { ALERT_METRICS, type AlertMetric } from "@/lib/model/alert-rule.ts";
import { Finding } from "@/lib/model/handoff.ts";
import { type FindingClass, VERDICTS } from "@/lib/model/vocabulary.ts";
import { Instant } from "../../time-window.ts";
import { SHOWN, type Shown } from "./bad-sql.ts";
import { hourEndMs, windowStartMs } from "./measure-window.ts";

const SAMPLES = 3;
/** Handoffs that class and field are counted over, in the order of the samples. */
const LOOKED_AT = 300;
/** The server takes no parameter longer than 128 KiB. */
const SEAMS_ASKED_MAX = 2000;

const Params = z.object({ project: z.string(), seamIds: z.array(z.string()).max(SEAMS_ASKED_MAX), classes: z.array(z.string()), detail: z.string(), from: Instant, to: Instant });

/**
 * Handoffs of the seams that began in the window, and those that were written in it, whenever they began: a lost one is older than its finding. Changes are kept for a
 * day, so in a longer window only what began in it is looked at.
 */
const inWindow = ({ anyTime }: Shown): string => `
        PREWHERE project = {project: String} AND (empty({seamIds: Array(String)}) OR seam_id IN {seamIds: Array(String)})
            AND started_at < {to: DateTime64(3, 'UTC')}${
              anyTime
                ? ""
                : `
            AND (started_at >= {from: DateTime64(3, 'UTC')} OR (seam_id, started_at, handoff_id) IN
            (
                SELECT seam_id, started_at, handoff_id
                FROM handoff_keys
                WHERE project = {project: String} AND key_kind = 'handoff' AND key IN
                (
                    SELECT handoff_id
                    FROM handoff_changes
                    WHERE project = {project: String} AND at >= {from: DateTime64(3, 'UTC')} AND at < {to: DateTime64(3, 'UTC')}
                        AND (empty({seamIds: Array(String)}) OR seam_id IN {seamIds: Array(String)}) AND is_deleted = 0
                )
            ))`
            }
        WHERE NOT candidate`;

const pairsQuery = (shown: Shown) =>
  defineQuery({
  name: "alert-evidence-pairs",
  params: Params,
  row: z.object({ source: z.string(), target: z.string(), contract: z.string(), handoffs: z.coerce.number(), shown: z.coerce.number(), failing: z.coerce.number(), firstAt: z.string() }),
  sql: `
    SELECT
        source_version AS source, target_version AS target, contract_version AS contract, count() AS handoffs, countIf(${shown.bad}) AS shown, countIf(failed) AS failing,
        concat(replaceOne(toString(minIf(started_at, ${shown.bad})), ' ', 'T'), 'Z') AS firstAt
    FROM handoffs FINAL${inWindow(shown)}
    GROUP BY source_version, target_version, contract_version
    HAVING shown > 0
    ORDER BY shown DESC, handoffs DESC, source, target, contract
    LIMIT 1000`,
  });

const Sampled = z.object({
  handoffId: z.string(), traceId: z.string(), startedAt: z.string(), verdict: z.enum(VERDICTS),
  findings: z.string().transform((json) => z.array(Finding).parse(JSON.parse(json === "" ? "[]" : json))),
});
type Sampled = z.output<typeof Sampled>;

const samplesQuery = (shown: Shown) =>
  defineQuery({
  name: "alert-evidence-samples",
  params: Params,
  row: Sampled,
  sql: `
    SELECT handoff_id AS handoffId, toString(trace_ids[1]) AS traceId, concat(replaceOne(toString(started_at), ' ', 'T'), 'Z') AS startedAt, verdict, JSONExtractRaw(summary, 'findings') AS findings
    FROM handoffs FINAL
    PREWHERE project = {project: String} AND (seam_id, started_at, handoff_id) IN
    (
        SELECT seam_id, started_at, handoff_id
        FROM handoffs FINAL${inWindow(shown)} AND (${shown.bad})
        ORDER BY ${shown.order}
        LIMIT ${LOOKED_AT}
    )
    WHERE NOT candidate
    ORDER BY ${shown.order}
    LIMIT ${LOOKED_AT}`,
  });

const queriesOf = (metric: AlertMetric) => ({ pairs: pairsQuery(SHOWN[metric]), samples: samplesQuery(SHOWN[metric]) });
const QUERIES = new Map(ALERT_METRICS.map((metric) => [metric, queriesOf(metric)]));

/** What an alert fired about: `seamIds` of a group are its seams, empty for all; `windowMs` before `at` is looked at. */
export interface EvidenceQuestion {
  project: string;
  seamIds: readonly string[];
  windowMs: number;
  at: Date;
  metric: AlertMetric;
  classes: readonly string[];
  detail: string;
}

/**
 * What is known of the trouble at the moment an alert fires: when it began, of which class most of it is, between which versions, at which field, and three handoffs
 * that show it, with different reasons where there are any. What was found since that moment counts, as it did when the alert was measured. Class and field are counted over the latest 300 handoffs that show it.
 */
export async function readAlertEvidence(db: Database, { project, seamIds, windowMs, at, metric, classes, detail }: EvidenceQuestion): Promise<AlertEvidence> {
  const { pairs: readPairs, samples: readSamples } = QUERIES.get(metric) ?? queriesOf(metric);
  const asked = { project, seamIds: seamIds.slice(0, SEAMS_ASKED_MAX), classes: [...classes], detail, from: new Date(windowStartMs(at.getTime(), windowMs)), to: new Date(hourEndMs(at.getTime())) };
  const [pairs, sampled] = await Promise.all([SHOWN[metric].anyTime ? [] : readPairs(db, asked), readSamples(db, asked)]);
  const wanted = metric === "new_class" ? [detail] : classes;
  const relevant = sampled.map((one) => ({ ...one, findings: one.findings.filter((finding) => wanted.length === 0 || wanted.includes(finding.class)) }));
  const failures = relevant.flatMap((one) => one.findings.filter((finding) => finding.severity === "error"));
  const [pair] = pairs;
  const pointer = commonest(failures.map((finding) => finding.pointer).filter((one) => one !== ""));
  return {
    firstBadAt: firstOf(metric, pairs, sampled),
    class: commonest(failures.map((finding) => finding.class))?.value ?? null,
    versionPair: pair === undefined || metric === "latency" ? null : { source: pair.source, target: pair.target, contract: pair.contract, handoffs: pair.handoffs, failed: metric === "new_version_pair" ? pair.failing : pair.shown },
    field: pointer === null ? null : { pointer: pointer.value, count: pointer.count },
    samples: distinctFirst(relevant).map(toSample),
  };
}

/** Of what waits, the start of the oldest; a seam that is silent, slow or new has no first failure. */
function firstOf(metric: AlertMetric, pairs: readonly { firstAt: string }[], sampled: readonly Sampled[]): string | null {
  if (metric === "absence" || metric === "latency") return null;
  return pairs.map((pair) => pair.firstAt).toSorted()[0] ?? sampled[0]?.startedAt ?? null;
}

function commonest<Value extends string>(values: readonly Value[]): { value: Value; count: number } | null {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [first] = [...counts].toSorted(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  return first === undefined ? null : { value: first[0], count: first[1] };
}

/** One of each reason in their order, then whatever comes next. */
function distinctFirst(sampled: readonly Sampled[]): Sampled[] {
  const reasons = new Set<string>();
  const distinct = sampled.filter((one) => {
    const [finding] = one.findings;
    const reason = `${finding?.class ?? ""} ${finding?.reason ?? ""}`;
    return reasons.has(reason) ? false : reasons.add(reason);
  });
  return [...distinct, ...sampled.filter((one) => !distinct.includes(one))].slice(0, SAMPLES);
}

function toSample({ handoffId, traceId, startedAt, verdict, findings }: Sampled): AlertSample {
  const finding = findings.find((one) => one.severity === "error") ?? findings[0];
  const found: FindingClass | null = finding?.class ?? null;
  return { handoffId, traceId, startedAt, verdict, class: found, pointer: finding?.pointer ?? "", message: finding?.message ?? "" };
}
