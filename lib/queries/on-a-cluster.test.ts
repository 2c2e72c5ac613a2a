import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { DEFAULT_RULES } from "@/lib/alerts/default-rules.ts";
import { EXAMPLE_MESSAGE } from "@/lib/alerts/render/example.ts";
import { type Collector, startCollector } from "@/collector/start-collector.ts";
import { type Database, openDatabase } from "@/lib/clickhouse/open-database.ts";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import { declareAgent } from "@/lib/commands/declare-agent.ts";
import { putContract } from "@/lib/commands/put-contract.ts";
import { verifyContract } from "@/lib/commands/verify-contract.ts";
import { resolveOpen } from "@/lib/commands/resolve-open.ts";
import type { Config } from "@/lib/config/env.ts";
import { pin } from "@/lib/commands/citations/pin.ts";
import { attachTicket } from "@/lib/commands/tickets/attach-ticket.ts";
import { detachTicket } from "@/lib/commands/tickets/detach-ticket.ts";
import { AlertRuleDraft } from "@/lib/model/alert-rule.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { ResolveRequest } from "@/lib/model/reconciliation.ts";
import { CitationRequest } from "@/lib/model/ticket.ts";
import { drawTrace } from "@/lib/testing/draw-trace.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { makeHandoffLog } from "@/lib/testing/make-log-record.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { otlpJson, otlpLogsJson } from "@/lib/testing/otlp-json.ts";
import { QUESTIONS_OF_AGENTS } from "@/lib/testing/questions/of-agents.ts";
import { QUESTIONS_OF_ALERTS } from "@/lib/testing/questions/of-alerts.ts";
import { QUESTIONS_OF_CITATIONS } from "@/lib/testing/questions/of-citations.ts";
import { QUESTIONS_OF_CONTRACTS } from "@/lib/testing/questions/of-contracts.ts";
import { QUESTIONS_OF_HANDOFFS } from "@/lib/testing/questions/of-handoffs.ts";
import { QUESTIONS_OF_SEAMS } from "@/lib/testing/questions/of-seams.ts";
import { QUESTIONS_OF_THE_REST, TOLD } from "@/lib/testing/questions/of-the-rest.ts";
import { QUESTIONS_OF_TICKETS } from "@/lib/testing/questions/of-tickets.ts";
import { QUESTIONS_OF_TRACES } from "@/lib/testing/questions/of-traces.ts";
import { QUESTIONS_OF_WORKFLOWS } from "@/lib/testing/questions/of-workflows.ts";
import type { Questions, Subjects } from "@/lib/testing/questions/question.ts";
import { allNews, insertTold, someHandoffs } from "@/lib/testing/told-handoffs.ts";
import { CAPTURES, readCapture } from "@/lib/testing/read-capture.ts";
import { startCluster, type TestCluster } from "@/lib/testing/start-cluster.ts";
import { findNextRecheck } from "./contracts/find-next-recheck.ts";
import { readContracts } from "./contracts/read-contracts.ts";
import { listHandoffs } from "./handoffs/list-handoffs.ts";
import { listUnresolvedGroups } from "./reconciliation/list-unresolved-groups.ts";
import { listSeams } from "./seams/list-seams.ts";
import { resolveWindow } from "./seams/resolve-window.ts";
import { findUnanalysedTraces } from "./traces/find-unanalysed-traces.ts";
import { ALL_TIME } from "./time-window.ts";
import { listTraces } from "./traces/list-traces.ts";
import { readTraceKeys } from "./workflows/trace-keys.ts";

const QUESTIONS: Questions = {
  ...QUESTIONS_OF_SEAMS, ...QUESTIONS_OF_HANDOFFS, ...QUESTIONS_OF_TRACES, ...QUESTIONS_OF_WORKFLOWS, ...QUESTIONS_OF_CONTRACTS, ...QUESTIONS_OF_AGENTS, ...QUESTIONS_OF_ALERTS, ...QUESTIONS_OF_CITATIONS, ...QUESTIONS_OF_THE_REST, ...QUESTIONS_OF_TICKETS,
};
const NOW = new Date("2026-11-21T12:00:00Z");
const FAN_OUT = `
  a:planner   |==         |  producer  handoff.id=f1  handoff.group.id=g  handoff.correlation_id=case-1  handoff.sent.payload={"intent":"write","n":1}
  b:worker    |   ===     |  consumer  handoff.id=f1  handoff.group.id=g  handoff.correlation_id=case-1
  c:worker    |   =====   |  handoff.correlation_id=case-1
  d:publisher |         ==|  consumer  handoff.id=never-sent  handoff.correlation_id=case-2`;
const LOGS = ["l1", "l2", "l3", "l4", "l5"].flatMap((id) => [
  makeHandoffLog("handoff.requested", id, { "gen_ai.agent.name": "writer", "handoff.target.agent.name": "publisher", "handoff.sent.payload": '{"text":"hello"}' }),
  ...(id >= "l3" ? [] : [makeHandoffLog("handoff.received", id, { "gen_ai.agent.name": "publisher", "handoff.received.payload": id === "l1" ? '{"text":"hello"}' : "{}" })]),
]);

let cluster: TestCluster;
let oneNode: FreshDatabase;
let about: Subjects;
const asked = new Set<string>();

beforeAll(async () => {
  [cluster, oneNode] = await Promise.all([startCluster(), freshDatabase()]);
  const [one, two] = await Promise.all([collect(oneNode.config), collect(cluster.config)]);
  for (const db of [oneNode.db, cluster.db]) await administer(db);
  await Promise.all([settled(oneNode.db), settled(cluster.db)]);
  await Promise.all([one.stop(), two.stop()]);
  for (const db of [oneNode.db, cluster.db]) await leaveOver(db);
  for (const db of [oneNode.db, cluster.db]) await resolveSome(db);
  for (const db of [oneNode.db, cluster.db]) await citeSome(db);
  for (const db of [oneNode.db, cluster.db]) await pinSome(db);
  await Promise.all([mergeParts(oneNode.db, ""), mergeParts(cluster.first.db, "_local"), mergeParts(cluster.second.db, "_local")]);
  about = await subjectsIn(oneNode.db);
}, 120_000);
afterAll(async () => {
  await Promise.all([cluster.stop(), oneNode.dispose()]);
});

/** Two tickets cite a handoff, and one of them gives it up. */
async function citeSome(db: Database): Promise<void> {
  for (const ticket of ["INC-1", "https://acme.atlassian.net/browse/PAY-9"]) {
    const cited = await attachTicket(db, PROJECT, CitationRequest.parse({ ticket, kind: "handoff", id: "l1" }), { bytesMax: 1e9, now: NOW });
    if (ticket === "INC-1") await detachTicket(db, PROJECT, { id: cited.ok ? cited.citation.id : "", by: "dana", note: "" });
  }
}

/** What is pinned stands twice, and is answered once. */
async function pinSome(db: Database): Promise<void> {
  for (const id of ["f1", "l1", "l4"]) {
    expect(await pin(db, { kind: "handoff", id, reason: "ticket", citedBy: "INC-1", by: "", note: "" }, { project: PROJECT, bytesMax: 1e9, now: NOW })).toMatchObject({ ok: true });
  }
}

/** Starts a collector and has it take every recording, a fan-out over traces, and handoffs that are only logged. */
async function collect(config: Config): Promise<Collector> {
  const collector = await startCollector({ ...config, SEAMSCOPE_OTLP_HTTP_PORT: 0, SEAMSCOPE_OTLP_GRPC_PORT: 0, SEAMSCOPE_QUIET_MS: 200, SEAMSCOPE_DEADLINE_MS: 1000 }, () => undefined);
  const post = async (path: string, body: string): Promise<void> => {
    const response = await fetch(`http://127.0.0.1:${collector.port}/v1/${path}`, { method: "POST", body, headers: { "content-type": "application/json" } });
    expect([response.status, await response.text()]).toEqual([200, "{}"]);
  };
  await switchAlertsOff(config);
  await Promise.all(CAPTURES.flatMap(readCapture).map((body) => post("traces", body)));
  await post("traces", JSON.stringify(otlpJson(drawTrace(FAN_OUT))));
  await post("logs", JSON.stringify(otlpLogsJson(LOGS)));
  return collector;
}

/** What an evaluator finds and pins depends on the moments at which it looks. */
async function switchAlertsOff(config: Config): Promise<void> {
  const db = openDatabase(config);
  await db.insert("alert_rules", DEFAULT_RULES.map((rule) => ({ project: PROJECT, name: rule.name, rule_id: rule.id, origin: "api", rule: JSON.stringify(AlertRuleDraft.parse({ name: rule.name, metric: rule.metric, above: rule.above, enabled: false })) })));
  await db.close();
}

/** What people do: declare an agent, push contracts, and have what is stored judged again. */
async function administer(db: Database): Promise<void> {
  await settled(db);
  await declareAgent(db, { project: PROJECT, text: '{"name":"worker","owner":{"team":"works"},"capabilities":["write"]}', now: NOW });
  const push = (text: string, since?: Date) => putContract(db, { project: PROJECT, text, since, now: NOW });
  expect(await push("contract: writing\nversion: 1.0.0\nseam: { source: planner, target: worker }\nowner: { team: works }\nrequired: [intent]\ndeadline: 15m\nslo: { objective: 99, window: 400d }\n", new Date("2026-01-01T00:00:00Z"))).toMatchObject({ kind: "done", answer: { outcome: "stored" } });
  expect(await push("contract: writing\nversion: 1.1.0\nseam: { source: planner, target: worker }\nslo: { objective: 99, window: 400d }\n")).toMatchObject({ kind: "done" });
  expect(await push("contract: writing\nversion: 1.1.0\ndeadline: 1m\n")).toMatchObject({ kind: "conflict" });
  for (const version of ["1.0.0", "1.1.0"]) {
    expect(await verifyContract(db, { project: PROJECT, name: "writing", told: { version, producer: { name: "planner", version: "2" }, outcome: "passed", examples: 1, by: "ci", details: "" } })).toMatchObject({ ok: true });
  }
}

async function settled(db: Database): Promise<void> {
  await vi.waitFor(async () => {
    expect(await findUnanalysedTraces(db, { project: PROJECT, lookBackS: 86_400, limit: 1 })).toEqual([]);
    expect(await findNextRecheck(db, { project: PROJECT })).toEqual([]);
    expect((await listTraces(db, { project: PROJECT, limit: 500 })).traces.length).toBeGreaterThan(100);
  }, { timeout: 60_000, interval: 300 });
}

/** What a collector that was killed leaves, what is still to be judged again, and what the product writes of itself, with known times. */
async function leaveOver(db: Database): Promise<void> {
  const at = NOW.toISOString();
  await db.insert("spans", ["e1", "e2", "e3", "e4"].map((id) => spanToRow(makeSpan({ traceId: id.repeat(16), spanId: "0000000000000001" }), PROJECT)));
  await db.insert("recheck_requests", [{ project: PROJECT, requested_at: at, contract_name: "writing", from: at, to: at, reason: "test" }]);
  // More than are shown, and later than what the collectors recorded of themselves.
  await db.insert("reconciler_runs", Array.from({ length: 25 }, (_, n) => ({ project: PROJECT, started_at: `2030-01-01T00:00:${String(n).padStart(2, "0")}Z`, duration_ms: n, rounds: 1, due: 0, error: "" })));
  await db.insert("collectors", ["c1", "c2"].map((collector) => ({ project: TOLD, collector, started_at: at, beat_at: at, gone: collector === "c1", version: "7" })));
  await db.insert("alert_channels", ["kept", "kept", "gone"].flatMap((name, index) => [{ project: TOLD, name, saved_at: `2026-11-21T11:58:0${index}Z`, type: "webhook", owners: ["works"], by_default: true, target: `https://${index}.example.com`, settings: "sealed", deleted: name === "gone" }]));
  await db.insert("alert_transitions", ["told-f1", "told-f2", "told-f3"].flatMap((firing, index) => ["open", "resolve"].slice(0, index + 1).map((event, step) => ({
    project: TOLD, rule_id: "told", seam_id: "told-s0", detail: firing, at: `2026-11-21T11:5${step}:0${index}Z`, written_at: `2026-11-21T11:5${step}:0${index}.5Z`, state: event === "open" ? "firing" : "ok", since: at, firing_id: firing, event,
    channels: ["kept", "gone"], suppressed_by: "", value: 0.5, n: 2, message: JSON.stringify({ ...EXAMPLE_MESSAGE, firingId: firing, event }),
  }))));
  await db.insert("alert_deliveries", ["failed", "delivered"].map((outcome, index) => ({ project: TOLD, key: "told-f2:open:kept", attempt: index + 1, firing_id: index === 0 ? "told-f1" : "told-f2", event: "open", channel: "kept", at, outcome, status: 500, error: "", took_ms: 3, next_at: index === 0 ? at : null })));
  await insertTold(db, TOLD, someHandoffs(NOW.getTime() - 7_200_000).map((handoff) => ({ handoff, news: allNews(handoff) })));
  // Known for longer than a seam takes to learn, so that what it showed is new.
  await db.insert("seam_firsts", [0, 1, 2].map((seam) => ({ project: TOLD, kind: "seam", seam_id: `told-s${seam}`, detail: "", first_at: "2026-01-01 00:00:00", handoff_id: `told${seam}` })));
  await db.insert("grown_traces", ["e1", "e2", "e3"].map((id) => ({ project: TOLD, trace_id: id.repeat(16), lead_id: "e1".repeat(16), fresh: true })));
  for (const seconds of [1, 2]) {
    await db.insert("ingest_ledger", ["c1", "c2"].flatMap((collector) => ["traces", "logs"].map((signal) => ({ project: TOLD, collector, signal, at: `2026-11-21T11:59:0${seconds}Z`, started_at: at, received: 10 * seconds, stored: 10 * seconds, spool_bytes_max: 100 }))));
    await db.insert("rejects", ["trace_id", "span_id", "name"].map((reason, index) => ({ project: TOLD, at: `2026-11-21T11:59:${index}${seconds}Z`, collector: "c1", signal: reason === "name" ? "logs" : "traces", action: "rejected", reason, message: reason, records: seconds, service: "writer", sample: "{}" })));
  }
}

/** Takes a whole group off the inbox, and one handoff of each other group with several. */
async function resolveSome(db: Database): Promise<void> {
  const { groups } = await listUnresolvedGroups(db, { project: PROJECT, ...ALL_TIME });
  const [whole, ...others] = groups.filter((group) => group.count > 1);
  if (whole === undefined) throw new Error("no group of the inbox has several handoffs");
  const { class: name, reason, seamId, newestAt } = whole;
  const handoffs = others.flatMap((group) => ({ class: group.class, id: group.examples[0] ?? "" }));
  const request = ResolveRequest.parse({ reason: "looked at", by: "dana", groups: [{ class: name, reason, seamId, newestAt }], handoffs });
  expect(await resolveOpen(db, PROJECT, request)).toMatchObject({ ok: true });
}

/** What is counted as it lies counts copies until they have merged. */
async function mergeParts(db: Database, suffix: string): Promise<void> {
  for (const table of ["spans", "traces"]) await db.run(`OPTIMIZE TABLE ${table}${suffix} FINAL`);
}

async function subjectsIn(db: Database): Promise<Subjects> {
  const window = await resolveWindow(db, PROJECT, {}, NOW);
  const [{ handoffs }, seams, { traces }] = await Promise.all([listHandoffs(db, { project: PROJECT, candidates: true, limit: 500 }), listSeams(db, { project: PROJECT, ...window }), listTraces(db, { project: PROJECT, limit: 500 })]);
  const traceIds = everyNth(traces.map((trace) => trace.traceId), 6);
  const keys = (await readTraceKeys(db, PROJECT, traces.map((trace) => trace.traceId))).map(({ kind, key }) => ({ kind, key }));
  return { project: PROJECT, window, now: NOW, traceIds, handoffs: everyNth(handoffs, 6), seams: everyNth(seams, 5), contracts: await readContracts(db, { project: PROJECT }), keys: everyNth(keys, 4) };
}

const everyNth = <One>(all: readonly One[], wanted: number): One[] => all.filter((_, index) => index % Math.ceil(all.length / wanted) === 0);

/** The cluster's database, which notes what it is asked. */
const noting = (db: Database): Database => ({
  ...db,
  select: (queryName, sql, params) => {
    asked.add(queryName);
    return db.select(queryName, sql, params);
  },
  selectUpTo: (bytesMax, queryName, sql, params) => {
    asked.add(queryName);
    return db.selectUpTo(bytesMax, queryName, sql, params);
  },
});

const FOLDER = join(process.cwd(), "lib/queries");
const FILES = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
const textOf = (file: string): string => readFileSync(join(FOLDER, file), "utf8");

test("every file of lib/queries that asks the database is asked here", () => {
  expect(FILES.filter((file) => /\bdefineQuery\(|export (?:async )?function \w+\(\s*db: Database\b/.test(textOf(file))).toSorted()).toEqual(Object.keys(QUESTIONS).toSorted());
});

test("every command that is not about alerts or citations was carried out here", () => {
  const commands = readdirSync(join(process.cwd(), "lib/commands")).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  expect(commands.toSorted()).toEqual(["declare-agent.ts", "put-contract.ts", "resolve-open.ts", "verify-contract.ts"]);
});

describe.each([
  ["spans", "received_at"], ["log_records", "received_at"], ["traces", "version"], ["handoffs", "version, told, news"], ["correlation_keys", "stored_at"], ["trace_keys", "stored_at"],
])("the table %s", (table, except) => {
  const rowsOf = (db: Database): Promise<unknown[]> => db.select("test", `SELECT * ${except === "" ? "" : `EXCEPT (${except})`} FROM ${table} FINAL WHERE project = '${PROJECT}' ORDER BY ALL`, {});

  test("holds after ingest and analysis what it holds on one node, on both shards", async () => {
    const rows = await rowsOf(cluster.db);
    expect(rows).toEqual(await rowsOf(oneNode.db));
    for (const { db } of [cluster.first, cluster.second]) {
      const own: unknown[] = await db.select("test", `SELECT 1 FROM ${table}_local FINAL`, {});
      expect(own.length).toBeGreaterThan(0);
      expect(own.length).toBeLessThan(rows.length);
    }
  });
});

describe("every question is answered by a cluster as by one node", () => {
  test.each(Object.entries(QUESTIONS))("%s", async (_, ask) => {
    const answer = await ask(noting(cluster.db), about);
    expect(answer).toEqual(await ask(oneNode.db, about));
  });

  test("and none was left out", () => {
    const names = FILES.flatMap((file) => [...textOf(file).matchAll(/^ {2}name: "([a-z-]+)"/gm)].map((found) => found[1] ?? ""));
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name) => !asked.has(name))).toEqual([]);
  });
});
