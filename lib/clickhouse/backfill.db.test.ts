import { expect, test } from "vitest";
import { PROJECT } from "@/lib/model/project.ts";
import { freshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { insertTraces } from "@/lib/testing/trace-rows.ts";
import { refreshSeamsPerMinute } from "@/lib/queries/seams/refresh-seams-per-minute.ts";
import { migrate } from "./migrate.ts";

const FILLED = ["handoffs_by_time", "handoff_keys", "traces_by_time", "seams_by_minute", "seams_per_hour", "seams_per_day", "version_sightings"];
const VIEWS = ["handoffs_by_time_view", "handoff_keys_view", "traces_by_time_view", "seams_by_minute_view", "version_sightings_view"];
const HANDOFFS = Array.from({ length: 40 }, (_, index) =>
  makeHandoff({ id: `h${index}`, seamId: `s${index % 3}`, startedAt: new Date(Date.parse("2026-10-30T20:30:00Z") + index * 4_000_000).toISOString().replace("Z", "000000Z"), correlationId: `task-${index % 7}`, findings: index % 4 === 0 ? [LOST_FINDING] : [] }),
);

test("tables that a database did not have yet are filled from what it holds as if they had always been there, and only once", async () => {
  const fresh = await freshDatabase();
  const { db, config } = fresh;
  await insertTraces(db, [{ traceId: "1".padStart(32, "0") }, { traceId: "2".padStart(32, "0"), startedAt: "2026-01-01T00:00:00.000000000Z" }], 5n);
  await insertHandoffs(db, HANDOFFS, { version: 1n });
  await refreshSeamsPerMinute(db, PROJECT, HANDOFFS.map(bucketOf), 1n);
  const readAll = (): Promise<unknown[][]> => Promise.all(FILLED.map((table) => db.select("test", `SELECT ${table.startsWith("seams") ? "* EXCEPT (total_ms), quantilesTDigestMerge(0.5, 0.95)(total_ms) OVER (PARTITION BY seam_id) AS latency" : "*"} FROM ${table} FINAL ORDER BY ALL`, {})));
  const asWritten = await readAll();

  for (const name of [...VIEWS, ...FILLED]) await db.run(`DROP TABLE ${name} SYNC`);
  await db.run("TRUNCATE TABLE backfills");
  await migrate(config);
  expect(await readAll()).toEqual(asWritten);
  expect(asWritten.map((rows) => rows.length > 0)).toEqual(FILLED.map(() => true));

  await db.run("TRUNCATE TABLE seams_per_day");
  await migrate(config);
  expect(await db.select("test", "SELECT count() AS n FROM seams_per_day", {})).toEqual([{ n: "0" }]);
  await fresh.dispose();
});
