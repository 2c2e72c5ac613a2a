import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";

/** More collectors than this were once started with a database, not run at the same time. */
const COLLECTORS_MAX = 200;
const Whole = z.coerce.number();

/** The last ledgers of collectors, those heard of last first; at most `COLLECTORS_MAX` of them, two rows each. */
export const readLedgers = defineQuery({
  name: "ingest-ledgers",
  params: z.object({ project: z.string() }),
  row: z.object({
    collector: z.string(),
    signal: z.enum(["traces", "logs"]),
    heardAt: z.string(),
    startedAt: z.string(),
    received: Whole, stored: Whole, rejected: Whole, ignored: Whole, deduplicated: Whole, deadLettered: Whole, inSpool: Whole,
    spoolBytes: Whole,
    hardBytes: Whole,
    oldestWaitingS: z.number(),
    collectorsInAll: Whole,
  }),
  sql: `
    SELECT
        collector, signal, at AS heardAt, started_at AS startedAt,
        received, stored, rejected, ignored, deduplicated, dead_lettered AS deadLettered, in_spool AS inSpool,
        spool_bytes AS spoolBytes, spool_bytes_max AS hardBytes, oldest_waiting_s AS oldestWaitingS,
        (SELECT uniqExact(collector) FROM ingest_ledger WHERE project = {project: String}) AS collectorsInAll
    FROM ingest_ledger FINAL
    WHERE project = {project: String} AND collector IN (
        SELECT collector FROM ingest_ledger WHERE project = {project: String}
        GROUP BY collector ORDER BY max(at) DESC, collector LIMIT ${COLLECTORS_MAX}
    )
    ORDER BY max(at) OVER (PARTITION BY collector) DESC, collector, signal DESC
    SETTINGS date_time_output_format = 'iso'`,
});

/** The sums of all ledgers there are, by signal. */
export const readLedgerTotals = defineQuery({
  name: "ingest-totals",
  params: z.object({ project: z.string() }),
  row: z.object({
    signal: z.enum(["traces", "logs"]),
    received: Whole, stored: Whole, rejected: Whole, ignored: Whole, deduplicated: Whole, deadLettered: Whole, inSpool: Whole,
  }),
  sql: `
    SELECT
        signal, sum(received) AS received, sum(stored) AS stored, sum(rejected) AS rejected, sum(ignored) AS ignored,
        sum(deduplicated) AS deduplicated, sum(dead_lettered) AS deadLettered, sum(in_spool) AS inSpool
    FROM (SELECT * FROM ingest_ledger FINAL WHERE project = {project: String})
    GROUP BY signal
    ORDER BY signal DESC`,
});
