import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { handoffToRow } from "@/lib/clickhouse/handoff-row.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { refreshSeamsPerMinute } from "@/lib/queries/seams/refresh-seams-per-minute.ts";
import { insertContracts, makeStored } from "@/lib/testing/contract-rows.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { GET } from "./route.ts";

const current = vi.hoisted((): { db?: Database } => ({}));
vi.mock("@/app/database.ts", () => ({ database: async () => current.db }));

const MINUTE_MS = 60_000;
const agoMs = (ms: number): string => new Date(Date.now() - ms).toISOString().replace("Z", "000000Z");
const SEAM = 'source="planner",target="worker",contract="task"';
const HANDOFFS = [
  { handoff: makeHandoff({ id: "good", startedAt: agoMs(9 * MINUTE_MS) }), news: ["settled", "latency"] },
  { handoff: makeHandoff({ id: "bad", startedAt: agoMs(8 * MINUTE_MS), verdict: "lost", silent: true, findings: [LOST_FINDING], latency: { ...makeHandoff().latency, totalMs: null } }), news: ["settled", "failed", "silent", "class:lost"] },
  { handoff: makeHandoff({ id: "waits", startedAt: agoMs(5 * MINUTE_MS), verdict: "pending", latency: { ...makeHandoff().latency, totalMs: null } }), news: [] },
];

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  current.db = fresh.db;
  await fresh.db.insert("handoffs", HANDOFFS.map(({ handoff, news }) => handoffToRow(handoff, { project: PROJECT, version: 1n, told: news, news })));
  await refreshSeamsPerMinute(fresh.db, PROJECT, HANDOFFS.map(({ handoff }) => bucketOf(handoff)), 1n);
  await insertContracts(fresh.db, [makeStored({ contract: "task", slo: { objective: 50, window: "30d" } })]);
  const transition = { project: PROJECT, rule_id: "default-lost", seam_id: "s-1", at: new Date().toISOString(), since: new Date().toISOString(), state: "firing", firing_id: "f-1", event: "open", channels: ["ops", "pager"], n: 1, message: "" };
  await fresh.db.insert("alert_transitions", [transition]);
  await fresh.db.insert("alert_deliveries", [{ project: PROJECT, key: "f-1:open:ops", attempt: 1, firing_id: "f-1", event: "open", channel: "ops", at: new Date().toISOString(), outcome: "delivered", error: "" }]);
});
afterAll(() => fresh.dispose());

const ask = (accept = "*/*"): Promise<Response> => GET(new Request("http://localhost/metrics", { headers: { accept } }));
const lines = async (prefix: string): Promise<string[]> => (await (await ask()).text()).split("\n").filter((line) => line.startsWith(prefix));

test("handoffs stand with what they were found with, and what still waits with its age", async () => {
  expect(await lines("seam_handoffs_total")).toEqual([`seam_handoffs_total{${SEAM},verdict="delivered",class=""} 1`, `seam_handoffs_total{${SEAM},verdict="lost",class="lost"} 1`]);
  expect(await lines("seam_silent_handoffs_total")).toEqual([`seam_silent_handoffs_total{${SEAM}} 1`]);
  expect(await lines("seam_handoff_latency_seconds_sum")).toEqual([`seam_handoff_latency_seconds_sum{${SEAM}} 0.1`]);
  const [waiting = ""] = await lines("seam_oldest_waiting_seconds");
  expect(Number(waiting.split("} ")[1])).toBeGreaterThanOrEqual(300);
});

test("an objective stands with what is left of its budget", async () => {
  expect(await lines("seam_slo_objective_ratio")).toEqual([`seam_slo_objective_ratio{${SEAM},window="30d"} 0.5`]);
  expect(await lines("seam_error_budget_remaining_ratio")).toEqual([expect.stringMatching(/window="30d"} 0\.3333/)]);
});

test("what was not delivered yet is told, and what was is counted", async () => {
  expect(await lines("seamscope_notifications_undelivered")).toEqual(["seamscope_notifications_undelivered 1"]);
  expect(await lines("seamscope_notification_attempts_total")).toEqual(['seamscope_notification_attempts_total{channel="ops",outcome="delivered"} 1']);
});

test("a Prometheus that asks for OpenMetrics is given exemplars that lead to the trace", async () => {
  const response = await ask("application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
  expect(response.headers.get("content-type")).toContain("application/openmetrics-text");
  expect(await response.text()).toContain(`# {trace_id="${makeHandoff().traceIds[0]}",handoff_id="good"} 0.1`);
});

test("while the database is away the answer is 503, so that Prometheus sees it as down", async () => {
  const db = fresh.db;
  current.db = { ...db, select: () => Promise.reject(new Error("away")) };
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  expect((await ask()).status).toBe(503);
  current.db = db;
});
