import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contractToRow } from "@/lib/clickhouse/contract-row.ts";
import { askKey, isReplayable, type Measured, REPLAYABLE_METRICS, type ReplayableAsk } from "@/lib/model/alert-measure.ts";
import { ALERT_METRICS, LATENCY_QUANTILES } from "@/lib/model/alert-rule.ts";
import { makeStored } from "@/lib/testing/contract-rows.ts";
import { type FreshDatabase, freshDatabase } from "@/lib/testing/fresh-database.ts";
import { readMeasured } from "./read-measured.ts";
import { readMeasuredHistory } from "./read-measured-history.ts";

const START = Date.parse("2026-11-18T00:00:00Z");
const [MINUTE, HOUR] = [60_000, 3_600_000];
const PROJECT = "past";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await fresh.db.insert("contracts", [contractToRow(makeStored({ contract: "task", slo: { objective: 99, window: "30d" } }, { pushedAt: "2026-01-01T00:00:00Z", appliesFrom: "2026-01-01T00:00:00Z" }), PROJECT)]);
  // Three days of three seams, one of them idle for hours on end; hours follow by their view.
  await fresh.db.run(`
    INSERT INTO seam_judgements (project, seam_id, minute, handoff_id, source, target, contract, handoffs, turned, failed, silent, healed, measured, by_classes, by_verdict, total_ms)
    SELECT '${PROJECT}', concat('s', toString(number % 3)), toDateTime(${START / 1000}, 'UTC') + 60 * (cityHash64(number, 'at') % if(number % 3 = 2, 300, 4320)) AS minute, toString(number), 'planner', 'worker', if(number % 3 = 1, '', 'task'),
        1 + cityHash64(number) % 5, 0, cityHash64(number, 'f') % 2 AS bad, bad, 0, 1,
        if(bad = 1, map(if(number % 2 = 0, 'late', '~late,lost'), toUInt64(1)), CAST(map(), 'Map(String, UInt64)')), if(number % 5 = 0, map('lost', toUInt64(1)), map('delivered', toUInt64(1))),
        arrayReduce('quantilesTDigestState(0.5, 0.9, 0.95, 0.99)', [toFloat64(cityHash64(number, 'ms') % 1000)])
    FROM numbers(1200)`);
  await fresh.db.run(`
    INSERT INTO seam_firsts (project, kind, seam_id, detail, first_at, handoff_id, source, target, contract)
    SELECT '${PROJECT}', kind, concat('s', toString(seam)), if(kind = 'pair', '["1","2",""]', if(kind = 'class', 'late', '')), toDateTime(${START / 1000}, 'UTC') + if(kind = 'seam', 0, 7 * 3600 * seam), 'h', 'planner', 'worker', 'task'
    FROM (SELECT arrayJoin(['seam', 'class', 'pair']) AS kind, arrayJoin([0, 1, 2]) AS seam)`);
});
afterAll(() => fresh.dispose());

const anyAsk = fc.record({
  metric: fc.constantFrom(...REPLAYABLE_METRICS), windowMs: fc.constantFrom(90_000, 5 * MINUTE, 7 * MINUTE, HOUR, 6 * HOUR, 26 * HOUR),
  classes: fc.subarray(["late", "lost", "value_drift"]), quantile: fc.constantFrom(...LATENCY_QUANTILES),
});
const inOrder = (measured: readonly Measured[] = []): unknown[] =>
  measured.toSorted((a, b) => (`${a.seamId} ${a.detail}` < `${b.seamId} ${b.detail}` ? -1 : 1)).map(({ value, ...one }) => ({ ...one, value: value === null ? null : Number(value.toPrecision(4)) }));

test("at every step the past measures what was measured then, whatever is asked", async () => {
  const someHistory = fc.record({ asks: fc.array(anyAsk, { minLength: 1, maxLength: 4 }), fromMinute: fc.integer({ min: 0, max: 4500 }), stepMinutes: fc.constantFrom(1, 4, 15, 60, 180), count: fc.integer({ min: 1, max: 9 }) });
  await fc.assert(fc.asyncProperty(someHistory, async ({ asks, fromMinute, stepMinutes, count }) => {
    const from = START + fromMinute * MINUTE;
    const { steps } = await readMeasuredHistory(fresh.db, { project: PROJECT, from: new Date(from), to: new Date(from + (count - 1) * stepMinutes * MINUTE), stepMs: stepMinutes * MINUTE, asks });
    expect(steps.map((step) => step.atMs)).toEqual(Array.from({ length: count }, (_, index) => from + index * stepMinutes * MINUTE));
    for (const { atMs, measured } of steps) {
      const live = await readMeasured(fresh.db, { project: PROJECT, at: new Date(atMs), asks });
      for (const ask of asks) expect([ask, inOrder(measured.get(askKey(ask)))]).toEqual([ask, inOrder(live.get(askKey(ask)))]);
    }
  }), { numRuns: 40 });
}, 120_000);

test("seams that are asked for are measured alone, and what was found is not nothing", async () => {
  const asks: ReplayableAsk[] = REPLAYABLE_METRICS.map((metric) => ({ metric, windowMs: 26 * HOUR, classes: [], quantile: 0.95 }));
  const { steps, isCut } = await readMeasuredHistory(fresh.db, { project: PROJECT, from: new Date(START + 20 * HOUR), to: new Date(START + 20 * HOUR), stepMs: HOUR, asks, seamIds: ["s1", "s2"] });
  expect(isCut).toBe(false);
  const seen = Object.fromEntries(asks.map((ask) => [ask.metric, steps[0]?.measured.get(askKey(ask))?.map((one) => `${one.seamId}${one.detail}`).toSorted()]));
  expect(seen).toEqual({
    failure_rate: ["s1", "s2"], silent_rate: ["s1", "s2"], lost: ["s1", "s2"], latency: ["s1", "s2"], burn_rate: ["s2"], new_class: ["s1late", "s2late"], new_version_pair: ["s11 → 2", "s21 → 2"],
  });
});

test("what waits now, is missing now, or is the reconciler's cannot be asked of the past", () => {
  expect(ALERT_METRICS.filter((metric) => !isReplayable({ metric, windowMs: HOUR, classes: [], quantile: 0.95 }))).toEqual(["waiting_age", "overdue_gates", "absence", "unreconciled"]);
});
