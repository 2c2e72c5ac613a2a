import { z } from "zod";
import { PROJECT } from "@/lib/model/project.ts";
import { defineQuery } from "./define-query.ts";
import type { Database } from "./open-database.ts";
import { FILL_FIRSTS, FILL_JUDGEMENTS } from "./rollups/judgements-sql.ts";
import { FILL_DAYS, FILL_HOURS, FILL_SIGHTINGS } from "./rollups/seam-rollup-sql.ts";

const DAY_MS = 86_400_000;
const ON_THE_DAY = "WHERE project = {project: String} AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}";

/** A table that is filled from another one, day by day, so that no statement is long. Filling twice changes nothing where rows replace their like. */
interface Backfill {
  table: string;
  from: "handoffs" | "traces" | "seams_per_minute" | "seams_per_hour" | "seams_per_day";
  sql: string;
  /** Rows add up: a day that was filled is noted, so that a start after one that was killed does not fill it again. */
  addsUp?: boolean;
}

/** In this order: days are made from hours. */
const BACKFILLS: readonly Backfill[] = [
  {
    table: "handoffs_by_time",
    from: "handoffs",
    sql: `
      INSERT INTO handoffs_by_time (project, started_at, handoff_id, seam_id, source, target, candidate, verdict, failed, deadline_at, correlation_id, trace_ids, finding_classes, summary, version, is_deleted)
      SELECT project, started_at, handoff_id, seam_id, source, target, candidate, verdict, failed, deadline_at, correlation_id, trace_ids, finding_classes, summary, version, is_deleted
      FROM handoffs ${ON_THE_DAY}`,
  },
  {
    table: "handoff_keys",
    from: "handoffs",
    sql: `
      INSERT INTO handoff_keys (project, key_kind, key, seam_id, started_at, handoff_id)
      SELECT project, found.1, found.2, seam_id, started_at, handoff_id
      FROM handoffs
      ARRAY JOIN arrayConcat(
        [('handoff', handoff_id), ('task', correlation_id)],
        if(match(correlation_id, '^[0-9a-f]{32}$') AND (length(trace_ids) > 1 OR toString(trace_ids[1]) != correlation_id), [('linked', correlation_id)], []),
        arrayMap(trace -> ('trace', toString(trace)), arrayDistinct(trace_ids))
      ) AS found
      ${ON_THE_DAY} AND found.2 != '' AND is_deleted = 0`,
  },
  {
    table: "traces_by_time",
    from: "traces",
    sql: `
      INSERT INTO traces_by_time (project, started_at, trace_id, services, agents, failed, search_text, version)
      SELECT project, started_at, trace_id, services, agents, failed, search_text, version
      FROM traces ${ON_THE_DAY}`,
  },
  {
    table: "handoff_tombstones",
    from: "handoffs",
    sql: `
      INSERT INTO handoff_tombstones (project, handoff_id, seam_id, started_at, source, target, contract, candidate, verdict, failed, silent, finding_classes, finding_reasons, correlation_id, trace_ids, version, is_deleted)
      SELECT project, handoff_id, seam_id, started_at, source, target, contract, candidate, verdict, failed, silent, arraySlice(finding_classes, 1, 8),
          arrayMap(reason -> leftUTF8(reason, 120), arraySlice(finding_reasons, 1, 3)), leftUTF8(correlation_id, 256), arraySlice(trace_ids, 1, 4), version, is_deleted
      FROM handoffs ${ON_THE_DAY}`,
  },
  {
    table: "trace_tombstones",
    from: "traces",
    sql: `
      INSERT INTO trace_tombstones (project, trace_id, started_at, duration_ms, name, spans, errors, agents, handoffs, failed, version)
      SELECT project, trace_id, started_at, duration_ms, leftUTF8(name, 120), spans, errors, arraySlice(agents, 1, 16), handoffs, failed, version
      FROM traces ${ON_THE_DAY}`,
  },
  { table: "seams_by_minute", from: "seams_per_minute", sql: `INSERT INTO seams_by_minute SELECT * FROM seams_per_minute ${ON_THE_DAY.replaceAll("started_at", "minute")}` },
  { table: "seams_per_hour", from: "handoffs", sql: FILL_HOURS },
  { table: "seams_per_day", from: "seams_per_hour", sql: FILL_DAYS },
  { table: "version_sightings", from: "seams_per_day", sql: FILL_SIGHTINGS },
  // Hours follow by their view.
  { table: "seam_judgements", from: "handoffs", sql: FILL_JUDGEMENTS, addsUp: true },
  { table: "seam_firsts", from: "handoffs", sql: FILL_FIRSTS },
];

const readDone = defineQuery({
  name: "read-backfills",
  params: z.object({}),
  row: z.object({ table: z.string() }),
  sql: "SELECT DISTINCT table_name AS table FROM backfills",
});

const TIME_OF = { handoffs: "started_at", traces: "started_at", seams_per_minute: "minute", seams_per_hour: "hour", seams_per_day: "day" } as const;

const readDays = (from: Backfill["from"]) =>
  defineQuery({
    name: "read-days-to-fill",
    params: z.object({ project: z.string() }),
    row: z.object({ dayMs: z.coerce.number() }),
    sql: `SELECT DISTINCT toInt64(toUnixTimestamp(toStartOfDay(${TIME_OF[from]}))) * 1000 AS dayMs FROM ${from} WHERE project = {project: String} ORDER BY dayMs`,
  });

/**
 * Fills tables that were not there when rows were stored which they tell of, each once in the life of a database; the newest version
 * of Seamscope that a database has seen decides which. What is written meanwhile reaches the tables by their views and wins.
 */
export async function backfill(db: Database, project = PROJECT): Promise<void> {
  const done = new Set((await readDone(db, {})).map((row) => row.table));
  for (const { table, from, sql, addsUp = false } of BACKFILLS.filter((one) => !done.has(one.table))) {
    for (const { dayMs } of await readDays(from)(db, { project })) {
      const [day, to] = [new Date(dayMs), new Date(dayMs + DAY_MS)];
      const name = `${table} of ${day.toISOString().slice(0, 10)}`;
      if (done.has(name)) continue;
      await db.run(sql, { project, from: day, to });
      if (addsUp) await note(db, name);
    }
    await note(db, table);
  }
}

const note = (db: Database, table: string): Promise<void> => db.run("INSERT INTO backfills (table_name, done_at) VALUES ({table: String}, now64(3))", { table });
