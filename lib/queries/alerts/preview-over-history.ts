import { previewRule } from "@/lib/alerts/preview.ts";
import { isInScope } from "@/lib/alerts/scope.ts";
import { ruleIdOf } from "@/lib/alerts/rule-id.ts";
import { groupMeasured } from "@/lib/alerts/group-measured.ts";
import { judge } from "@/lib/alerts/judge.ts";
import type { AlertSeam } from "@/lib/alerts/seam.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { askKey, isReplayable, type MeasureAsk, type Measured } from "@/lib/model/alert-measure.ts";
import type { PreviewSeries, RulePreview } from "@/lib/model/alert-preview.ts";
import { AlertRule, type AlertRuleDraft } from "@/lib/model/alert-rule.ts";
import { durationMs } from "@/lib/model/contract.ts";
import { readMeasuredHistory } from "./measure/read-measured-history.ts";
import { readWatchedSeams } from "./read-watched-seams.ts";

/** A month minute by minute is 43,200 steps; of a rule over thousands of seams fewer are looked at, and the answer says so. */
const STEPS_MAX = 3000;
const FIRINGS_SHOWN = 200;
const SERIES_SHOWN = 8;
const COLUMNS = 240;

/** What the rule would have done, or why nobody can tell. */
export type PreviewOverHistory = { ok: true; preview: RulePreview } | { ok: false; field: string; message: string };

interface PreviewAsked {
  project: string;
  draft: AlertRuleDraft;
  from: Date;
  to: Date;
}

/** Replays a rule over stored history by the code that evaluates it live; silences and inhibition are left out. */
export async function previewOverHistory(db: Database, { project, draft, from, to }: PreviewAsked): Promise<PreviewOverHistory> {
  const rule = AlertRule.parse({ ...draft, id: ruleIdOf(draft.name), origin: "api", savedAt: from.toISOString() });
  const ask: MeasureAsk = { metric: rule.metric, windowMs: durationMs(rule.window) ?? 0, classes: rule.classes, quantile: rule.quantile };
  const everyMs = durationMs(rule.every) ?? 0;
  if (!isReplayable(ask)) return { ok: false, field: "rule.metric", message: "this is measured of what stands at the moment only, so there is no history of it to replay" };
  const wantedMs = Math.max(everyMs, (to.getTime() - from.getTime()) / STEPS_MAX);
  const [{ steps, stepMs, isCut }, seams] = await Promise.all([
    readMeasuredHistory(db, { project, from, to, stepMs: wantedMs, asks: [ask], ...(rule.seam === undefined ? {} : { seamIds: [rule.seam] }) }),
    readWatchedSeams(db, { project, at: to }),
  ]);
  const history = steps.map(({ atMs, measured }) => ({ atMs, measured: measured.get(askKey(ask)) ?? [] }));
  const { firings, evaluations } = previewRule(rule, history, { stepMs, seams });
  const series = seriesOf(rule, history, seams, new Set(firings.map(({ seam, detail }) => `${seam?.id ?? ""}\n${detail}`)));
  return {
    ok: true,
    preview: {
      from: from.toISOString(), to: to.toISOString(), evaluations, stepMs, everyMs,
      firings: firings.slice(0, FIRINGS_SHOWN), firingsInAll: firings.length, series: series.slice(0, SERIES_SHOWN).map(({ one }) => one), seriesInAll: series.length, isCut,
    },
  };
}

interface Moment {
  atMs: number;
  measured: readonly Measured[];
}

/** What was measured of each seam the rule is about, those that would have fired on top, then the highest. */
function seriesOf(rule: AlertRule, history: readonly Moment[], seams: ReadonlyMap<string, AlertSeam>, fired: ReadonlySet<string>): { one: PreviewSeries }[] {
  const perColumn = Math.max(1, Math.ceil(history.length / COLUMNS));
  const all = new Map<string, { one: PreviewSeries; highest: number; fired: boolean }>();
  const columns = Array.from({ length: Math.ceil(history.length / perColumn) }, (_, column) => new Date(history[column * perColumn]?.atMs ?? 0).toISOString());
  for (const [step, { measured }] of history.entries()) {
    const inScope = measured.filter((one) => one.seamId === "" || isInScope(rule, seams.get(one.seamId) ?? { ...one, id: one.seamId, owner: null }));
    for (const one of rule.by === "group" ? groupMeasured(rule.metric, inScope) : inScope) {
      const key = `${one.seamId}\n${one.detail}`;
      const entry = all.get(key) ?? { one: emptySeries(one, columns), highest: Number.NEGATIVE_INFINITY, fired: fired.has(key) };
      all.set(key, entry);
      const point = entry.one.points[Math.floor(step / perColumn)];
      const { kind, value, n } = judge(rule, one);
      if (point === undefined || value === null || kind === "unknown") continue;
      entry.highest = Math.max(entry.highest, value);
      if (point.value === null || value > point.value) Object.assign(point, { value, n });
    }
  }
  return [...all.values()].toSorted((a, b) => Number(b.fired) - Number(a.fired) || b.highest - a.highest);
}

const emptySeries = ({ seamId, source, target, contract, detail }: Measured, columns: readonly string[]): PreviewSeries => ({
  seam: seamId === "" ? null : { id: seamId, source, target, contract }, detail, points: columns.map((at) => ({ at, value: null, n: 0 })),
});
