import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import { attributesOf } from "@/lib/model/attributes.ts";
import type { Reconciliation } from "@/lib/model/reconciliation.ts";
import type { Span } from "@/lib/model/span.ts";
import { findOverdueHandoffs } from "@/lib/queries/handoffs/find-overdue-handoffs.ts";
import { getReconciliation } from "@/lib/queries/reconciliation/get-reconciliation.ts";
import { ALL_TIME } from "@/lib/queries/time-window.ts";
import { listHandoffs } from "@/lib/queries/handoffs/list-handoffs.ts";
import { type FreshDatabase, freshDatabase } from "@/lib/testing/fresh-database.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { type Analyser, startAnalyser } from "./analyse.ts";

const PROJECT = "default";
const OVERDUE = { project: PROJECT, limit: 10 };
const WAIT = { timeout: 15_000, interval: 100 };

let fresh: FreshDatabase;
let analyser: Analyser | undefined;
const lines: string[] = [];
beforeEach(async () => {
  lines.length = 0;
  fresh = await freshDatabase();
});
afterEach(async () => {
  await analyser?.stop();
  await fresh.dispose();
});

const start = (deadlineMs = 900_000): Analyser =>
  (analyser = startAnalyser({ db: fresh.db, project: PROJECT, config: { SEAMSCOPE_QUIET_MS: 100, SEAMSCOPE_DEADLINE_MS: deadlineMs }, log: (line) => lines.push(line), retryAfterMs: 5 }));

async function store(...spans: Span[]): Promise<void> {
  await fresh.db.insert("spans", spans.map((span) => spanToRow(span, PROJECT)));
}

const verdicts = async (): Promise<string[]> => (await listHandoffs(fresh.db, { project: PROJECT, limit: 10 })).handoffs.map((handoff) => handoff.verdict);

/** Sent just now. */
function sender(): Span {
  const now = BigInt(Date.now()) * 1_000_000n;
  return makeSpan({
    name: "handoff executor", kind: "producer", startUnixNano: now - 1_000_000n, endUnixNano: now,
    attributes: attributesOf([["handoff.id", "h1"], ["gen_ai.agent.name", "creator"], ["handoff.target.agent.name", "executor"]]),
  });
}

test("a stored trace becomes handoffs without another word", async () => {
  start();
  await store(sender());
  analyser?.grew([sender().traceId]);
  await vi.waitFor(async () => expect(await verdicts()).toEqual(["pending"]), WAIT);
});

test("what a killed collector had stored and not analysed is caught up with at the next start", async () => {
  await store(sender());
  start();
  await vi.waitFor(async () => expect(await verdicts()).toEqual(["pending"]), WAIT);
});

const reconciliation = (now = new Date()): Promise<Reconciliation> => getReconciliation(fresh.db, { project: PROJECT, ...ALL_TIME, now });

test("the reconciler records its runs, counts what became due once, and its absence is a finding", async () => {
  start(1000);
  await store(sender());
  analyser?.grew([sender().traceId]);
  await vi.waitFor(async () => expect((await reconciliation()).runs.reduce((sum, run) => sum + run.due, 0)).toBe(1), WAIT);
  await vi.waitFor(async () => expect(await verdicts()).toEqual(["lost"]), WAIT);
  // The inbox counts from the rollup, which follows the handoffs.
  const counted = { groups: [{ class: "lost", count: 1, examples: ["h1"] }], groupsInAll: 1, waiting: [], unreconciled: 0, absence: null };
  await vi.waitFor(async () => expect(await reconciliation()).toMatchObject(counted), WAIT);
  const later = await reconciliation(new Date(Date.now() + 4 * 60_000));
  expect(later.absence).toMatchObject({ class: "unreconciled", reason: "no run of the reconciler" });
});

test("the clock alone turns pending into lost", async () => {
  start(1000);
  await store(sender());
  analyser?.grew([sender().traceId]);
  await vi.waitFor(async () => expect(await verdicts()).toEqual(["lost"]), WAIT);
});

/** Asked just now, to be answered within a second. */
function gate(): Span {
  const { endUnixNano } = sender();
  const told = attributesOf([["handoff.id", "h1"], ["handoff.gate.type", "approval"], ["handoff.gate.status", "pending"], ["handoff.gate.timeout", 1]]);
  return makeSpan({ traceId: "9".repeat(32), name: "approval", startUnixNano: endUnixNano, endUnixNano, attributes: told });
}

test("the clock alone finds a gate overdue, and does not write it again and again", async () => {
  start();
  await store(sender(), gate());
  analyser?.grew([sender().traceId]);
  await vi.waitFor(async () => expect(await verdicts()).toEqual(["held"]), WAIT);
  const classes = async () => (await listHandoffs(fresh.db, { project: PROJECT, limit: 10 })).handoffs.flatMap((handoff) => handoff.findings.map((finding) => finding.class));
  await vi.waitFor(async () => expect(await classes()).toEqual(["gate_overdue"]), WAIT);
  expect(await findOverdueHandoffs(fresh.db, OVERDUE)).toEqual([]);
  expect(await verdicts()).toEqual(["held"]);
});

test("a trace whose analysis fails is tried again, and the failure is told", async () => {
  await fresh.db.run("RENAME TABLE handoffs TO hidden");
  start();
  await store(sender());
  analyser?.grew([sender().traceId]);
  await vi.waitFor(() => expect(lines.join("\n")).toContain(`Cannot analyse trace ${sender().traceId}, trying again (attempt 1 of 8)`), WAIT);
  await fresh.db.run("RENAME TABLE hidden TO handoffs");
  await vi.waitFor(async () => expect(await verdicts()).toEqual(["pending"]), WAIT);
});

test("a trace that can never be analysed is given up after its attempts, and the others of its batch are analysed", async () => {
  const traceId = "d".repeat(32);
  const unreadable = { ...spanToRow(makeSpan({ traceId }), PROJECT), attributes: { retries: "many" }, attribute_types: { retries: "int" } };
  await fresh.db.insert("spans", [unreadable, spanToRow(sender(), PROJECT)]);
  start();
  analyser?.grew([traceId, sender().traceId]);
  await vi.waitFor(async () => expect(await verdicts()).toEqual(["pending"]), WAIT);
  await vi.waitFor(() => expect(lines.join("\n")).toContain(`Gave up on trace ${traceId} after 8 attempts`), WAIT);
  expect(analyser?.counts).toMatchObject({ failedAttempts: 8, givenUp: 1 });
  analyser?.grew([traceId]);
  await vi.waitFor(() => expect(analyser?.counts.failedAttempts).toBeGreaterThan(8), WAIT);
});
