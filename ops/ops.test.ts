import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { createMetrics } from "@/collector/receive/metrics/metrics.ts";
import { ByteBudget } from "@/collector/receive/byte-budget.ts";
import { sloRules } from "@/lib/alerts/prometheus/slo-rules.ts";
import { seamMetricsText } from "@/lib/metrics/seam-metrics-text.ts";
import { ALERT_SEVERITIES } from "@/lib/model/alert-rule.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { refreshSeamsPerMinute } from "@/lib/queries/seams/refresh-seams-per-minute.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { metricsOf, promqlFaults } from "@/lib/testing/promql-faults.ts";
import { quietIngest } from "@/lib/testing/quiet-ingest.ts";

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const Rule = z.object({ record: z.string().optional(), alert: z.string().optional(), expr: z.string(), labels: z.record(z.string(), z.string()).optional(), annotations: z.record(z.string(), z.string()).optional() });
const Rules = z.object({ groups: z.array(z.object({ name: z.string(), rules: z.array(Rule).min(1) })).min(1) });
const Target = z.object({ expr: z.string().optional(), rawSql: z.string().optional() });
const Dashboard = z.object({
  uid: z.string(),
  title: z.string(),
  templating: z.object({ list: z.array(z.object({ name: z.string(), query: z.unknown() })) }),
  panels: z.array(z.object({ id: z.number(), title: z.string(), description: z.string().min(1), gridPos: z.object({ x: z.number(), w: z.number(), y: z.number(), h: z.number() }), targets: z.array(Target).min(1) })),
});

const rules = Rules.parse(parse(read("prometheus/seamscope.rules.yaml"))).groups.flatMap((group) => group.rules);
const dashboards = readdirSync(new URL("grafana/dashboards", import.meta.url)).map((file) => [file, Dashboard.parse(JSON.parse(read(`grafana/dashboards/${file}`)))] as const);

/** Names of everything that a text for Prometheus tells of. */
const namesIn = (text: string): string[] =>
  [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = "", type]) => (type === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name]));

const known = new Set(["up"]);
beforeAll(async () => {
  const nothing = { counts: [], latencies: [], oldestWaitingS: [], overdueGates: [], objectives: [], budgets: [], alerts: [], notifications: [], undelivered: 0, ledger: [], seamsLeftOut: 0 };
  const texts = [(await seamMetricsText(nothing, { openMetrics: false })).text, (await createMetrics(quietIngest, new ByteBudget(1)).render()).text];
  for (const name of texts.flatMap(namesIn)) known.add(name);
  for (const { record } of [...rules, ...Rules.parse(sloRules([])).groups.flatMap((group) => group.rules)]) if (record !== undefined) known.add(record);
});

/** What Grafana puts in the place of its variables. */
const filled = (expr: string): string => expr.replaceAll(/\$__(rate_interval|range)/g, "5m").replaceAll(/\$(source|target|contract)/g, ".*");

test("every rule for Prometheus can be read by its grammar and reads only what is exposed or recorded", () => {
  expect(rules.flatMap(({ expr }) => promqlFaults(expr))).toEqual([]);
  expect(rules.flatMap(({ expr }) => metricsOf(expr)).filter((name) => !known.has(name))).toEqual([]);
});

test("every alert says how severe it is, what it is and what it means", () => {
  for (const { alert, labels = {}, annotations = {} } of rules.filter((rule) => rule.alert !== undefined)) {
    expect([...ALERT_SEVERITIES, alert]).toContain(labels["severity"]);
    expect({ alert, ...annotations }).toMatchObject({ summary: expect.stringMatching(/\S/), description: expect.stringMatching(/\S/) });
  }
});

test("Prometheus is told to load the rules that are here, and where exemplars come from", () => {
  const config = z.object({ rule_files: z.array(z.string()), scrape_configs: z.array(z.object({ scrape_protocols: z.array(z.string()).optional() })) }).parse(parse(read("prometheus/prometheus.yaml")));
  expect(config.rule_files.map((file) => read(`prometheus/${file}`).length > 0)).toEqual([true]);
  expect(config.scrape_configs[0]?.scrape_protocols?.[0]).toBe("OpenMetricsText1.0.0");
});

test("dashboards have ids and titles of their own", () => {
  expect(new Set(dashboards.map(([, { uid }]) => uid)).size).toBe(dashboards.length);
  expect(dashboards.length).toBe(2);
});

describe.each(dashboards)("%s", (_, { panels, templating }) => {
  const exprs = panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => expr ?? []));

  test("panels stand beside and below each other on the grid", () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) => Array.from({ length: w * h }, (__, index) => `${x + (index % w)},${y + Math.floor(index / w)}`));
    expect(new Set(cells).size).toBe(cells.length);
    expect(panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
  });

  test("every expression can be read, and reads only what is exposed", () => {
    expect(exprs.flatMap((expr) => promqlFaults(filled(expr)))).toEqual([]);
    expect(exprs.flatMap((expr) => metricsOf(filled(expr))).filter((name) => !known.has(name))).toEqual([]);
  });

  test("every variable that is used is there", () => {
    const used = [...JSON.stringify(panels).matchAll(/\$\{?(\w+)/g)].map(([, name = ""]) => name).filter((name) => !name.startsWith("__"));
    expect([...new Set(used)].filter((name) => !templating.list.some((one) => one.name === name))).toEqual([]);
  });
});

describe("on the real engine", () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
    const handoff = makeHandoff({ verdict: "lost", findings: [LOST_FINDING] });
    await insertHandoffs(fresh.db, [handoff], { version: 1n });
    await refreshSeamsPerMinute(fresh.db, PROJECT, [bucketOf(handoff)], 1n);
    await fresh.db.insert("alert_transitions", [{ project: PROJECT, rule_id: "r", seam_id: "s-1", at: handoff.startedAt, state: "firing", since: handoff.startedAt, firing_id: "f", event: "open", channels: [], n: 1, message: '{"rule":{"name":"lost"}}' }]);
  });
  afterAll(() => fresh.dispose());

  const panels = dashboards.flatMap(([, dashboard]) => dashboard.panels).flatMap(({ title, targets }) => targets.flatMap(({ rawSql }) => (rawSql === undefined ? [] : [[title, rawSql] as const])));

  test.each(panels)("the panel %s finds what is stored", async (_, rawSql) => {
    const sql = rawSql
      .replaceAll("${database}", fresh.config.CLICKHOUSE_DATABASE).replaceAll("${project}", PROJECT)
      .replaceAll(/\$__timeFilter\((\w+)\)/g, "$1 >= toDateTime('2026-11-20 00:00:00', 'UTC') AND $1 < toDateTime('2026-11-21 00:00:00', 'UTC')")
      .replaceAll(/\$__timeInterval\((\w+)\)/g, "toStartOfInterval(toDateTime($1), INTERVAL 60 second)");
    expect(sql).not.toContain("$");
    expect((await fresh.db.select("dashboard", sql, {})).length).toBeGreaterThan(0);
  });
});
