import { readAudit } from "@/lib/queries/audit/read-audit.ts";
import { readCollectors } from "@/lib/queries/collectors/read-collectors.ts";
import { readDatabaseTime } from "@/lib/queries/collectors/read-database-time.ts";
import { readGrownTraces } from "@/lib/queries/collectors/read-grown-traces.ts";
import { readHealth } from "@/lib/queries/health/read-health.ts";
import { getIngest } from "@/lib/queries/ingest/get-ingest.ts";
import { getRejects } from "@/lib/queries/ingest/get-rejects.ts";
import { readLedgers, readLedgerTotals } from "@/lib/queries/ingest/read-ledgers.ts";
import { readRejectGroups, readRejectSamples } from "@/lib/queries/ingest/read-rejects.ts";
import { readChanges } from "@/lib/queries/live/read-changes.ts";
import { countDeliveries } from "@/lib/queries/metrics/count-deliveries.ts";
import { countUndelivered } from "@/lib/queries/metrics/count-undelivered.ts";
import { readSeamMetrics } from "@/lib/queries/metrics/read-seam-metrics.ts";
import { countSeams, readSeamCounters } from "@/lib/queries/metrics/read-seam-counters.ts";
import { getStorage } from "@/lib/queries/storage/get-storage.ts";
import { readExtents } from "@/lib/queries/storage/read-extents.ts";
import { readKeptFrom } from "@/lib/queries/storage/read-kept-from.ts";
import { readDisks, readSystemTables, readTableSizes } from "@/lib/queries/storage/read-tables.ts";
import { findPlaces } from "@/lib/queries/search/find-places.ts";
import { ALL_TIME } from "@/lib/queries/time-window.ts";
import { CLUSTERED, CLUSTER } from "../start-cluster.ts";
import { anyOrder, each, type Questions } from "./question.ts";

/** Whose rows of collectors are asked for, since what a collector of the test writes of itself holds the time of its writing. */
export const TOLD = "told";
const ANY = { project: TOLD, signal: "" as const, action: "" as const, service: "", ...ALL_TIME };

/** What is asked of the product itself; the clock of the moment is left out of the answers. */
export const QUESTIONS_OF_THE_REST: Questions = {
  "metrics/count-deliveries.ts": (db, { project }) => countDeliveries(db, { project }),
  "metrics/count-undelivered.ts": (db, { project }) => countUndelivered(db, { project }),
  // What is counted depends on when it was found, so what is told is asked for.
  "metrics/read-seam-metrics.ts": async (db, { now }) => ({ ...(await readSeamMetrics(db, { project: TOLD, now })), latencies: 0 }),
  // When the latest of a bucket was found is the moment of the test.
  "metrics/read-seam-counters.ts": async (db) => [(await readSeamCounters(db, { project: TOLD })).map((row) => ({ ...row, exemplar: 0 })), await countSeams(db, { project: TOLD })],
  "audit/read-audit.ts": (db, { project, window, now }) => readAudit(db, { project, ...window, now }),
  "collectors/read-collectors.ts": async (db) => (await readCollectors(db, { project: TOLD })).map(({ collector, gone, version }) => ({ collector, gone, version })),
  "collectors/read-database-time.ts": async (db) => (await readDatabaseTime(db, {})).length,
  "collectors/read-grown-traces.ts": async (db) => (await anyOrder(readGrownTraces(db, { project: TOLD, sinceMs: 0 }))).map(({ traceId, leadId, fresh }) => ({ traceId, leadId, fresh })),
  "health/read-health.ts": async (db, { project }) => ({ ...(await readHealth(db, project)), newestSpanAt: "" }),
  "ingest/get-ingest.ts": (db, { now }) => getIngest(db, { project: TOLD, now }),
  "ingest/get-rejects.ts": (db) => each([{}, { signal: "logs" as const }, { reason: "trace_id" }], (asked) => getRejects(db, { project: TOLD, samples: 5, ...asked })),
  // When and how often a trace was analysed differs from run to run.
  "live/read-changes.ts": async (db, { project }) => [...new Set((await readChanges(db, { project, sinceMs: 0, limit: 100_000 })).map(({ kind, id }) => `${kind} ${id}`))].toSorted(),
  "ingest/read-ledgers.ts": async (db) => [await readLedgers(db, { project: TOLD }), await readLedgerTotals(db, { project: TOLD })],
  // Sizes and parts are each engine's own affair; what counts is that all of them tell, and which tables.
  "storage/get-storage.ts": async (db, { now }) => {
    const { tables, retention, unreadable } = await getStorage(db, { cluster: db.name === CLUSTERED ? CLUSTER : undefined, days: { spans: 0, payloads: 0, handoffs: 0, rejects: 30 }, now });
    return [tables.map((one) => one.table).toSorted(), tables.filter((one) => one.bytes === 0), retention.map(({ kind, daysInForce }) => [kind, daysInForce]), unreadable];
  },
  "storage/read-extents.ts": async (db, { now }) => (await anyOrder(readExtents(db, { nowS: Math.floor(now.getTime() / 1000) }))).map((one) => one.table),
  "storage/read-kept-from.ts": async (db) => Object.keys(await readKeptFrom(db)),
  "storage/read-tables.ts": async (db) => {
    const cluster = db.name === CLUSTERED ? CLUSTER : undefined;
    return [(await readTableSizes(db, cluster)).map((one) => one.table).toSorted(), (await readSystemTables(db, cluster)).length > 0, (await readDisks(db, cluster)).length > 0];
  },
  "ingest/read-rejects.ts": async (db) => [await readRejectGroups(db, ANY), await readRejectSamples(db, { ...ANY, reason: "", limit: 5 })],
  "search/find-places.ts": (db, { project, seams, handoffs, traceIds }) =>
    each([...seams.slice(0, 3).map((seam) => `${seam.source} ${seam.target}`), "work", ...handoffs.slice(0, 3).map((one) => one.id.slice(0, 6)), ...traceIds.slice(0, 2), "100%_'"], (text) => findPlaces(db, { project, text })),
};
