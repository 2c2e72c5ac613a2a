import { expect, test } from "vitest";
import { freshDatabase } from "@/lib/testing/fresh-database.ts";
import { insertHandoffs, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { migrate } from "./migrate.ts";

const MINUTES = 25;
/** Every fifth was lost and is known to be since ten minutes after it began; one is still pending. */
const HANDOFFS = Array.from({ length: MINUTES }, (_, index) =>
  makeHandoff({
    id: `h${index}`, seamId: `s${index % 2}`, startedAt: `2026-10-30T20:${String(index).padStart(2, "0")}:30.000000000Z`,
    ...(index % 5 === 0 ? { verdict: "lost" as const, silent: true, latency: { totalMs: null, transitMs: null, gateMs: null, queueMs: null, workMs: null }, findings: [LOST_FINDING] } : {}),
    ...(index === 1 ? { verdict: "pending" as const } : {}),
  }),
);

test("judgements of handoffs that were stored before judgements were counted are counted as they stand, and a start after one that was killed does not count a day again", async () => {
  const fresh = await freshDatabase();
  const { db, config } = fresh;
  await insertHandoffs(db, HANDOFFS, { version: BigInt(Date.parse("2026-10-30T20:10:30Z")) * 1_000_000n });
  const counted = (): Promise<unknown[]> =>
    Promise.all([
      db.select("test", "SELECT seam_id AS seam, sum(handoffs) AS n, sum(failed) AS bad, sum(silent) AS quiet, sum(measured) AS timed, sumMap(by_classes) AS classes, min(minute) AS since FROM seam_judgements GROUP BY seam ORDER BY seam", {}),
      db.select("test", "SELECT seam_id AS seam, sum(handoffs) AS n, sum(failed) AS bad FROM seam_judgements_per_hour GROUP BY seam ORDER BY seam", {}),
      db.select("test", "SELECT kind, seam_id AS seam, detail, min(first_at) AS at FROM seam_firsts GROUP BY ALL ORDER BY ALL", {}),
    ]);
  expect(await counted()).toEqual([[], [], []]);
  const expected = [
    [
      { seam: "s0", n: "13", bad: "3", quiet: "3", timed: "10", classes: { "~lost": "3" }, since: "2026-10-30 20:10:00" },
      { seam: "s1", n: "11", bad: "2", quiet: "2", timed: "10", classes: { "~lost": "2" }, since: "2026-10-30 20:10:00" },
    ],
    [{ seam: "s0", n: "13", bad: "3" }, { seam: "s1", n: "11", bad: "2" }],
    expect.arrayContaining([{ kind: "class", seam: "s1", detail: "lost", at: "2026-10-30 20:05:30" }, { kind: "seam", seam: "s1", detail: "", at: "2026-10-30 20:03:30" }, { kind: "pair", seam: "s0", detail: '["1.0.0","2.0.0","1.0.0"]', at: "2026-10-30 20:00:30" }]),
  ];
  await db.run("TRUNCATE TABLE backfills");
  for (const _ of ["at first", "as if it had been killed at the end"]) {
    await migrate(config);
    expect(await counted()).toEqual(expected);
    await db.run("DELETE FROM backfills WHERE table_name = 'seam_judgements'");
  }
  await fresh.dispose();
});
