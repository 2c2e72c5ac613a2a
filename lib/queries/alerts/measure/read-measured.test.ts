import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { analyseTraces } from "@/collector/analyse/analyse-traces.ts";
import { createSchemaValidator } from "@/collector/analyse/schema-validator.ts";
import { contractToRow } from "@/lib/clickhouse/contract-row.ts";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import { askKey, type MeasureAsk, type Measured } from "@/lib/model/alert-measure.ts";
import type { Span } from "@/lib/model/span.ts";
import { makeStored } from "@/lib/testing/contract-rows.ts";
import { drawnAt, drawTrace } from "@/lib/testing/draw-trace.ts";
import { type FreshDatabase, freshDatabase } from "@/lib/testing/fresh-database.ts";
import { readAlertEvidence } from "./read-alert-evidence.ts";
import { readMeasured } from "./read-measured.ts";

let fresh: FreshDatabase;
const validator = createSchemaValidator();
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(async () => {
  await validator.close();
  await fresh.dispose();
});

const HOUR_MS = 3_600_000;
const ask = (metric: MeasureAsk["metric"], parts: Partial<MeasureAsk> = {}): MeasureAsk => ({ metric, windowMs: 10 * 60_000, classes: [], quantile: 0.95, ...parts });

let projects = 0;
function newProject() {
  projects += 1;
  const project = `measure${projects}`;
  let version = drawnAt(1_000_000);
  const analyse = (traceIds: readonly string[], after: number, isRejudged = false): Promise<unknown> =>
    analyseTraces({ db: fresh.db, project, validator, deadlineMs: 60_000, now: drawnAt(after), version: (version += 1000n), log: () => undefined, isRejudged: () => isRejudged }, [...new Set(traceIds)]);
  return {
    project,
    analyse,
    take: async (spans: readonly Span[], after = 3600): Promise<void> => {
      await fresh.db.insert("spans", spans.map((span) => spanToRow(span, project)));
      await analyse(spans.map((span) => span.traceId), after);
    },
    measure: async (one: MeasureAsk, at = new Date(Date.now() + 1000)): Promise<Measured[]> => (await readMeasured(fresh.db, { project, at, asks: [one] })).get(askKey(one)) ?? [],
    evidence: (metric: MeasureAsk["metric"], parts: { classes?: string[]; detail?: string; windowMs?: number; at?: Date } = {}) =>
      readAlertEvidence(fresh.db, { project, seamIds: [], windowMs: 10 * 60_000, at: new Date(Date.now() + 1000), metric, classes: [], detail: "", ...parts }),
    /** Moves what was found so far back in time, as if it had been found then. */
    foundAgo: async (ms: number): Promise<void> => {
      const seconds = Math.round(ms / 1000);
      for (const [table, time] of [["seam_judgements", "minute"], ["seam_judgements_per_hour", "hour"], ["seam_firsts", "first_at"]] as const) {
        const start = time === "hour" ? "toStartOfHour" : time === "minute" ? "toStartOfMinute" : "";
        await fresh.db.run(`CREATE TABLE moved_${project} AS ${table} ENGINE = Memory`);
        await fresh.db.run(`INSERT INTO moved_${project} SELECT * REPLACE (${start}(${time} - ${seconds}) AS ${time}) FROM ${table} WHERE project = '${project}'`);
        await fresh.db.run(`DELETE FROM ${table} WHERE project = '${project}'`);
        await fresh.db.run(`INSERT INTO ${table} SELECT * FROM moved_${project}`);
        await fresh.db.run(`DROP TABLE moved_${project} SYNC`);
      }
    },
  };
}

const rows = (measured: readonly Measured[]): unknown[] => measured.map(({ source, target, detail, value, n, failed }) => ({ ends: `${source} ${target}`, detail, value, n, failed }));

const SENT = 'a:creator |=  |  producer  handoff.id=h1  handoff.target.agent.name=executor  handoff.sent.payload={"n":1}';
const RECEIVED = 'b:executor |  ===|  consumer  handoff.id=h1  handoff.received.payload={"n":1}';
const picture = (...lines: string[]): Span[] => lines.flatMap((line) => drawTrace(line)).map((span, index) => ({ ...span, spanId: (index + 1).toString(16).padStart(16, "0") }));

const traceOf = (spans: readonly Span[]): string[] => spans.map((span) => span.traceId);

test("a handoff that is found lost long after it was sent counts as lost in the window of finding, once", async () => {
  const { take, analyse, measure, foundAgo, evidence } = newProject();
  await take(picture(SENT), 10);
  expect(await measure(ask("lost"))).toMatchObject([{ value: 0, n: 0 }]);
  await foundAgo(HOUR_MS);
  expect(await measure(ask("lost"))).toEqual([]);
  const trace = traceOf(picture(SENT));
  await analyse(trace, 70);
  const lost = [{ ends: "creator executor", detail: "", value: 1, n: 1, failed: 1 }];
  for (const metric of ["lost", "failure_rate"] as const) expect(rows(await measure(ask(metric)))).toEqual(lost);
  await analyse(trace, 120);
  await analyse(trace, 9999);
  expect(rows(await measure(ask("lost")))).toEqual(lost);
  expect(rows(await measure(ask("failure_rate", { classes: ["lost", "late"] })))).toEqual(lost);
  expect(rows(await measure(ask("failure_rate", { classes: ["late"] })))).toEqual([{ ...lost[0], value: 0, failed: 0 }]);
  // It began long before the window, and shows it all the same.
  expect(await evidence("lost")).toMatchObject({ firstBadAt: "2026-11-20T18:40:01.000000000Z", class: "lost", versionPair: { handoffs: 1, failed: 1 }, samples: [{ handoffId: "h1", verdict: "lost", class: "lost" }] });
});

test("what heals is counted as healed and never taken back, and failing again counts nothing again", async () => {
  const { project, take, measure } = newProject();
  await take(picture(SENT), 70);
  await take(picture(RECEIVED), 80);
  expect(rows(await measure(ask("failure_rate")))).toEqual([{ ends: "creator executor", detail: "", value: 1, n: 1, failed: 1 }]);
  expect(await fresh.db.select("test", `SELECT sum(healed) AS healed, sumMap(by_verdict) AS verdicts FROM seam_judgements WHERE project = '${project}'`, {})).toEqual([{ healed: "1", verdicts: { lost: "1", delivered: "1" } }]);
});

test("what counted as good and is found bad later counts as one more handoff that failed", async () => {
  const { take, measure, foundAgo } = newProject();
  await take(picture(SENT, RECEIVED), 70);
  expect(rows(await measure(ask("failure_rate")))).toEqual([{ ends: "creator executor", detail: "", value: 0, n: 1, failed: 0 }]);
  await foundAgo(HOUR_MS);
  await take(picture("c:executor |      ===|  consumer  handoff.id=h1  handoff.received.payload={\"n\":1}"), 80);
  expect(rows(await measure(ask("failure_rate")))).toEqual([{ ends: "creator executor", detail: "", value: 1, n: 1, failed: 1 }]);
  expect(rows(await measure(ask("failure_rate", { windowMs: 2 * HOUR_MS })))).toEqual([{ ends: "creator executor", detail: "", value: 0.5, n: 2, failed: 1 }]);
});

test("at this moment the hour at hand is read whole, and tells what its minutes tell, in windows of every length", async () => {
  const { project, take, foundAgo } = newProject();
  await take(picture(SENT), 70);
  await foundAgo(HOUR_MS);
  await take(picture(SENT, RECEIVED).map((span) => ({ ...span, traceId: "9".repeat(32) })), 80);
  const asks = [60_000, 15 * 60_000, HOUR_MS, 90 * 60_000, 26 * HOUR_MS].flatMap((windowMs) => [ask("failure_rate", { windowMs }), ask("latency", { windowMs })]);
  const at = new Date();
  const [whole, minutes] = await Promise.all([true, false].map((isNow) => readMeasured(fresh.db, { project, at, isNow, asks })));
  expect(whole).toEqual(minutes);
  expect([...(whole ?? new Map()).values()].map((of) => of.length)).not.toContain(0);
});

test("what is found between the moment of an evaluation and its reading is counted, and there is evidence of it", async () => {
  const { project, take, evidence } = newProject();
  const at = new Date();
  await take(picture(SENT), 70);
  const measured = await readMeasured(fresh.db, { project, at, isNow: true, asks: [ask("lost")] });
  expect(measured.get(askKey(ask("lost")))).toMatchObject([{ value: 1, n: 1, failed: 1 }]);
  expect(await evidence("lost", { at })).toMatchObject({ class: "lost", samples: [{ handoffId: "h1" }] });
});

const CONTRACT = { contract: "draft", mode: "enforce" as const, seam: { source: "creator", target: "executor" }, payload: { type: "object", required: ["title"] } };

test("what is judged again because a contract was pushed counts nothing, apart from what the clock had made due anyway", async () => {
  const { project, take, analyse, measure } = newProject();
  const pending = picture("d:creator |=  |  producer  handoff.id=h2  handoff.target.agent.name=executor  handoff.sent.payload=1");
  await take([...picture(SENT, RECEIVED), ...pending], 30);
  await fresh.db.insert("contracts", [contractToRow(makeStored(CONTRACT, { pushedAt: "2026-01-01T00:00:00Z", appliesFrom: "2026-01-01T00:00:00Z" }), project)]);
  const judged = async (): Promise<unknown[]> => fresh.db.select("test", "SELECT handoff_id AS id, failed, verdict FROM handoffs FINAL WHERE project = {project: String} ORDER BY id", { project });
  const trace = traceOf([...picture(SENT, RECEIVED), ...pending]);
  await analyse(trace, 40, true);
  expect(await judged()).toMatchObject([{ id: "h1", failed: true }, { id: "h2", verdict: "pending" }]);
  expect((await measure(ask("failure_rate"))).reduce((sum, one) => sum + one.failed, 0)).toBe(0);
  await analyse(trace, 90, true);
  expect(await judged()).toMatchObject([{ id: "h1", failed: true }, { id: "h2", verdict: "lost" }]);
  expect((await measure(ask("failure_rate"))).reduce((sum, one) => sum + one.failed, 0)).toBe(1);
  await analyse(trace, 120);
  expect((await measure(ask("failure_rate"))).reduce((sum, one) => sum + one.failed, 0)).toBe(1);
});

test("spans that come twice, shuffled and in pieces count each handoff once, however often it is judged", async () => {
  const lines = ["h1", "h2", "h3"].flatMap((id) => [
    `a:creator |=  |  producer  handoff.id=${id}  handoff.target.agent.name=executor  handoff.sent.payload=1`,
    ...(id === "h3" ? [] : [`b:executor |  ===|  consumer  handoff.id=${id}  handoff.received.payload=${id === "h2" ? 2 : 1}`]),
  ]);
  const spans = picture(...lines);
  await fc.assert(fc.asyncProperty(fc.shuffledSubarray([...spans, ...spans], { minLength: spans.length * 2 }), fc.integer({ min: 1, max: 4 }), async (shuffled, size) => {
    const { take, analyse, measure } = newProject();
    for (let start = 0; start < shuffled.length; start += size) await take(shuffled.slice(start, start + size), 5);
    const before = await measure(ask("failure_rate"));
    expect(before.reduce((sum, one) => sum + one.n, 0)).toBeLessThanOrEqual(3);
    await analyse(traceOf(spans), 70);
    await analyse(traceOf(spans), 80);
    const all = await measure(ask("lost"));
    expect([all.reduce((sum, one) => sum + one.failed, 0), all.reduce((sum, one) => sum + one.n, 0)]).toEqual([1, 3]);
  }), { numRuns: 5 });
}, 120_000);

const gate = (id: string, trace: string): string => `${trace}:creator |=  |  producer  handoff.id=${id}  handoff.target.agent.name=executor  handoff.sent.payload=1  handoff.gate.type=approval  handoff.gate.status=pending  handoff.gate.timeout=2`;

test("the age of what waits longest, and gates that are overdue, are measured as they stand, without what the inbox resolved", async () => {
  const { project, take, measure } = newProject();
  await take(picture(gate("g1", "1"), gate("g2", "2")), 60);
  const at = new Date("2026-11-20T19:40:00Z");
  expect(rows(await measure(ask("overdue_gates"), at))).toEqual([{ ends: "creator executor", detail: "", value: 2, n: 2, failed: 2 }]);
  expect(rows(await measure(ask("waiting_age"), at))).toEqual([{ ends: "creator executor", detail: "", value: HOUR_MS, n: 2, failed: 2 }]);
  const resolved = { project, resolution_id: "r1", at: "2026-11-20T19:30:00Z", action: "resolve", class: "gate_overdue", finding_reason: "", seam_id: "s", source: "creator", target: "executor", reason: "told", decided_by: "dana" };
  await fresh.db.insert("inbox_resolutions", ["g1", "g2"].map((id) => ({ ...resolved, handoff_id: id })));
  expect(await measure(ask("overdue_gates"), at)).toEqual([]);
  expect(await measure(ask("waiting_age"), at)).toEqual([]);
});

test("a class or a pair of versions is new once, and nothing is in a seam's first hour", async () => {
  const { take, measure, foundAgo } = newProject();
  const sent = (id: string, version: string, payload = "1"): Span[] => picture(
    `a:creator |=  |  producer  handoff.id=${id}  handoff.target.agent.name=executor  handoff.sent.payload=${payload}  gen_ai.agent.version=${version}`,
    `b:executor |  ===|  consumer  handoff.id=${id}  handoff.received.payload=${payload}`,
  ).map((span) => ({ ...span, spanId: id + span.spanId.slice(2), traceId: id + span.traceId.slice(2) }));
  await take(sent("e1", "1.0.0"), 30);
  await take(picture(SENT), 70);
  for (const metric of ["new_class", "new_version_pair"] as const) expect(await measure(ask(metric))).toEqual([]);
  await foundAgo(2 * HOUR_MS);
  await take(sent("e2", "1.0.0"), 30);
  for (const metric of ["new_class", "new_version_pair"] as const) expect(await measure(ask(metric))).toEqual([]);
  await take(sent("e3", "1.1.0", "{}"), 30);
  expect(rows(await measure(ask("new_class")))).toEqual([{ ends: "creator executor", detail: "payload_missing", value: 1, n: 1, failed: 1 }]);
  expect(rows(await measure(ask("new_version_pair")))).toEqual([{ ends: "creator executor", detail: "1.1.0 → ?", value: 1, n: 1, failed: 0 }]);
  await foundAgo(HOUR_MS / 2);
  await take(sent("e4", "1.1.0", "{}"), 30);
  for (const metric of ["new_class", "new_version_pair"] as const) expect(await measure(ask(metric))).toEqual([]);
});
