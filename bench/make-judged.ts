import { contractToRow } from "@/lib/clickhouse/contract-row.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { ALERT_METRICS, AlertRuleDraft } from "@/lib/model/alert-rule.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { makeStored } from "@/lib/testing/contract-rows.ts";

const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;
/** Hours of one statement, so that none holds more than the engine may use. */
const HOURS_AT_ONCE = 24;
/** As many inserts into the hour at hand as are not merged yet. */
const PARTS_OF_THE_HOUR = 6;
const CONTRACTS = 200;
const STANDING = "'planner', concat('worker-', toString(seam % 500)), concat('contract-', toString(seam % 1000))";
const STATE = "arrayReduce('quantilesTDigestState(0.5, 0.9, 0.95, 0.99)', arrayMap(one -> toFloat64(cityHash64(seam, at, one) % 900), range(8)))";
/** One handoff in 1,600 fails, so that no shipped rule fires: what is measured is the day on which all is well. */
const COUNTS = "8 AS n, 0, if(cityHash64(seam, at) % 200 = 0, 1, 0) AS bad, 0, 0, n, if(bad > 0, map('late', toUInt64(bad)), CAST(map(), 'Map(String, UInt64)')), map('delivered', toUInt64(n))";
const COLUMNS = "handoff_id, source, target, contract, handoffs, turned, failed, silent, healed, measured, by_classes, by_verdict, total_ms";

/** What was judged of seams within so many days before now, each at work in every fourth hour and, in the last two, every third minute; a thousand wait. */
export async function makeJudged(db: Database, { seams, days }: { seams: number; days: number }): Promise<void> {
  const hour = Math.floor(Date.now() / 1000 / HOUR_S) * HOUR_S;
  const params = { project: PROJECT, seams, hour };
  for (let first = 1; first <= days * 24; first += HOURS_AT_ONCE) {
    const some = { ...params, first, count: Math.min(HOURS_AT_ONCE, days * 24 - first + 1) };
    const active = "FROM (SELECT number % {seams: UInt32} AS seam, toDateTime({hour: UInt32} - 3600 * ({first: UInt32} + intDiv(number, {seams: UInt32})), 'UTC') AS at FROM numbers({seams: UInt32} * {count: UInt32}) WHERE (seam + intDiv(toUnixTimestamp(at), 3600)) % 4 = 0)";
    await db.run(`INSERT INTO seam_judgements_per_hour (project, seam_id, hour, ${COLUMNS}) SELECT {project: String}, concat('s', toString(seam)), at, toString(seam), ${STANDING}, ${COUNTS}, ${STATE} ${active}`, some);
    await db.run(`INSERT INTO seams_per_hour (project, seam_id, hour, source, target, contract, handoffs, first_at, last_at, minutes, version)
      SELECT {project: String}, concat('s', toString(seam)), at, ${STANDING}, 8, at + 60, at + 3000, arrayMap(one -> (toUInt8(1 + one * 7), toUInt64(1), toUInt64(0)), range(8)), 1 ${active}`, some);
  }
  const minutes = "FROM (SELECT number % {seams: UInt32} AS seam, toDateTime({now: UInt32} - 60 * intDiv(number, {seams: UInt32}), 'UTC') AS at FROM numbers({seams: UInt32} * 120) WHERE (seam + intDiv(toUnixTimestamp(at), 60)) % 3 = 0)";
  const recent = { ...params, now: Math.floor(Date.now() / 60_000) * 60 };
  // As the views would have left it: each insert of the analyser becomes a row, and merges make one a minute of them.
  await db.run(`INSERT INTO seam_judgements (project, seam_id, minute, ${COLUMNS}) SELECT {project: String}, concat('s', toString(seam)), at, toString(seam), ${STANDING}, ${COUNTS}, ${STATE} ${minutes}`, recent);
  for (let part = 0; part < PARTS_OF_THE_HOUR; part += 1)
    await db.run(`INSERT INTO seam_judgements_per_hour (project, seam_id, hour, ${COLUMNS}) SELECT {project: String}, concat('s', toString(seam)), toStartOfHour(at), toString(seam), ${STANDING}, ${COUNTS}, ${STATE} ${minutes} WHERE at >= {hour: UInt32} AND intDiv(toUnixTimestamp(at), 60) % ${PARTS_OF_THE_HOUR} = ${part}`, recent);
  await db.run(`INSERT INTO seams_by_minute (project, seam_id, minute, source, target, contract, handoffs, first_at, last_at, version) SELECT {project: String}, concat('s', toString(seam)), at, ${STANDING}, 8, at, at + 59, 1 ${minutes}`, recent);
  await db.run(`INSERT INTO seams_per_day (project, seam_id, day, source, target, contract, handoffs, first_at, last_at, version)
    SELECT {project: String}, concat('s', toString(number % {seams: UInt32})), toStartOfDay(toDateTime({hour: UInt32} - ${DAY_S} * intDiv(number, {seams: UInt32}), 'UTC')) AS day, 'planner', concat('worker-', toString(number % {seams: UInt32} % 500)), concat('contract-', toString(number % {seams: UInt32} % 1000)), 48, day, day + 86000, 1
    FROM numbers({seams: UInt32} * 30)`, params);
  await db.run(`INSERT INTO seam_firsts (project, kind, seam_id, detail, first_at, handoff_id, source, target, contract)
    SELECT {project: String}, found.1, concat('s', toString(seam)), found.2, toDateTime({hour: UInt32} - ${20 * DAY_S}, 'UTC'), toString(seam), ${STANDING}
    FROM (SELECT number AS seam FROM numbers({seams: UInt32})) ARRAY JOIN [('seam', ''), ('class', 'late'), ('class', 'lost'), ('pair', '["1","2",""]'), ('pair', '["1","3",""]')] AS found`, params);
  await db.run(`INSERT INTO handoffs_by_time (project, started_at, handoff_id, seam_id, source, target, verdict, version)
    SELECT {project: String}, toDateTime64({hour: UInt32} - number % ${7 * DAY_S}, 9, 'UTC'), toString(number), concat('s', toString(number % {seams: UInt32})), 'planner', concat('worker-', toString(number % {seams: UInt32} % 500)), if(number % 1000 = 0, 'held', 'delivered'), 1
    FROM numbers(1000000)`, params);
}

const WINDOWS = ["5m", "15m", "1h", "6h", "1d", "3d"];

/** So many rules as teams write them: a metric and a window, for some of the seams; and contracts with objectives. */
export async function makeRules(db: Database, count: number): Promise<void> {
  const appliesFrom = "2026-01-01T00:00:00Z";
  await db.insert("contracts", Array.from({ length: CONTRACTS }, (_, index) => contractToRow(makeStored({ contract: `contract-${index}`, slo: { objective: 99, window: "30d" } }, { pushedAt: appliesFrom, appliesFrom }), PROJECT)));
  const metrics = ALERT_METRICS.filter((metric) => metric !== "unreconciled");
  const drafts = Array.from({ length: count }, (_, index) =>
    AlertRuleDraft.parse({
      name: `rule ${index}`, metric: metrics[index % metrics.length], above: 1e9, window: WINDOWS[Math.floor(index / metrics.length) % WINDOWS.length], every: "15s",
      ...(index % 3 === 0 ? {} : { target: `worker-${index % 500}*` }), ...(index % 4 === 0 ? { classes: index % 8 === 0 ? ["late"] : ["lost", "late"] } : {}), quantile: [0.5, 0.9, 0.95, 0.99][index % 4],
    }),
  );
  await db.insert("alert_rules", drafts.map((rule, index) => ({ project: PROJECT, name: rule.name, rule_id: `r${index}`, origin: "api", saved_by: "bench", rule: JSON.stringify(rule), deleted: false })));
}
