import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { Handoff } from "@/lib/model/handoff.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { VersionPair } from "@/lib/model/seam.ts";
import { FINDING_CLASSES, VERDICTS } from "@/lib/model/vocabulary.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { refreshSeamsPerMinute } from "./refresh-seams-per-minute.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

const Bucket = z.object({
  seamId: z.string(),
  minute: z.coerce.number(),
  handoffs: z.coerce.number(),
  declared: z.coerce.number(),
  failed: z.coerce.number(),
  silent: z.coerce.number(),
  lost: z.coerce.number(),
  byClass: z.record(z.string(), z.coerce.number()),
  byVerdict: z.record(z.string(), z.coerce.number()),
  versions: z.array(VersionPair.extend({ handoffs: z.coerce.number(), failed: z.coerce.number() })),
  measured: z.tuple([z.number().nullable(), z.number().nullable()]),
  firstAt: z.string(),
  lastAt: z.string(),
});
type Bucket = z.infer<typeof Bucket>;

const READ_ROLLUP = `
  SELECT seam_id AS seamId, toUnixTimestamp(minute) AS minute, handoffs, declared, failed, silent, lost, by_class AS byClass,
    by_verdict AS byVerdict, arraySort(versions) AS versions, finalizeAggregation(total_ms) AS measured, first_at AS firstAt, last_at AS lastAt
  FROM seams_per_minute FINAL WHERE handoffs > 0 ORDER BY seam_id, minute LIMIT 1000 SETTINGS date_time_output_format = 'iso'`;

const count = (handoffs: readonly Handoff[], holds: (handoff: Handoff) => boolean) => handoffs.filter(holds).length;

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** What a bucket must hold, counted by hand; every measured time is 12 ms, so quantiles are 12 or nothing. */
function bucketByHand(handoffs: readonly Handoff[]): Bucket {
  const [one] = handoffs;
  if (one === undefined) throw new Error("a bucket has at least one handoff");
  const starts = handoffs.map((handoff) => handoff.startedAt).toSorted();
  const quantile = handoffs.some((handoff) => handoff.latency.totalMs !== null) ? 12 : null;
  const byVersion = groupBy(handoffs, (handoff) => handoff.versions.source);
  return {
    ...bucketOf(one),
    handoffs: handoffs.length,
    declared: count(handoffs, (handoff) => handoff.rule === "E"),
    failed: count(handoffs, (handoff) => handoff.failed),
    silent: count(handoffs, (handoff) => handoff.silent),
    lost: count(handoffs, (handoff) => handoff.verdict === "lost"),
    byClass: tally(handoffs.flatMap((handoff) => [...new Set(handoff.findings.map((finding) => finding.class))])),
    byVerdict: tally(handoffs.map((handoff) => handoff.verdict)),
    versions: [...byVersion.keys()].toSorted().map((source) => {
      const group = byVersion.get(source) ?? [];
      return { source, target: "1", contract: "", handoffs: group.length, failed: count(group, (handoff) => handoff.failed) };
    }),
    measured: [quantile, quantile],
    firstAt: starts.at(0) ?? "",
    lastAt: starts.at(-1) ?? "",
  };
}

function rollupByHand(standing: Iterable<Handoff>): Bucket[] {
  const counted = [...standing].filter((handoff) => !handoff.candidate);
  const buckets = [...groupBy(counted, (handoff) => JSON.stringify(bucketOf(handoff))).values()].map(bucketByHand);
  return buckets.toSorted((a, b) => (a.seamId === b.seamId ? a.minute - b.minute : a.seamId < b.seamId ? -1 : 1));
}

async function readRollup(): Promise<Bucket[]> {
  return z.array(Bucket).parse(await fresh.db.select("test", READ_ROLLUP, {}));
}

const anyHandoff: fc.Arbitrary<Handoff> = fc
  .record({
    id: fc.constantFrom("a", "b", "c", "d", "e"),
    seamId: fc.constantFrom("x", "y"),
    second: fc.integer({ min: 0, max: 200 }),
    month: fc.constantFrom("2026-10-31T23:58:00Z", "2026-11-20T07:00:00Z"),
    verdict: fc.constantFrom(...VERDICTS),
    confidence: fc.constantFrom(0.4, 0.9),
    rule: fc.constantFrom("E" as const, "T" as const),
    classes: fc.array(fc.constantFrom(...FINDING_CLASSES), { maxLength: 3 }),
    silent: fc.boolean(),
    version: fc.constantFrom("", "1", "2"),
    totalMs: fc.option(fc.constant(12)),
  })
  .map(({ id, seamId, second, month, verdict, confidence, rule, classes, silent, version, totalMs }) =>
    makeHandoff({
      id, seamId, verdict, confidence, rule, silent,
      startedAt: new Date(Date.parse(month) + second * 1000).toISOString().replace("Z", "000000Z"),
      findings: classes.map((name) => ({ class: name, severity: "error", side: "seam", pointer: "", message: "", reason: "", evidence: {} })),
      versions: { source: version, target: "1", contract: "", accepted: [] },
      latency: { totalMs, transitMs: null, gateMs: null, queueMs: null, workMs: null },
    }),
  );

/** One turn of the analyser: handoffs found anew, changed, moved to another key, or gone. */
const anyTurn = fc.array(fc.record({ handoff: anyHandoff, gone: fc.boolean() }), { minLength: 1, maxLength: 4 });

test("after any sequence of new, changed, moved and deleted handoffs the rollup equals a count by hand", async () => {
  let version = 1n;
  await fc.assert(
    fc.asyncProperty(fc.array(anyTurn, { minLength: 1, maxLength: 4 }), async (turns) => {
      await fresh.db.run("TRUNCATE TABLE handoffs");
      await fresh.db.run("TRUNCATE TABLE seams_per_minute");
      const standing = new Map<string, Handoff>();
      for (const turn of turns) {
        version += 1n;
        const touched = [];
        const changed = new Map(turn.map((change) => [change.handoff.id, change]));
        for (const { handoff, gone } of changed.values()) {
          const before = standing.get(handoff.id);
          if (before !== undefined) {
            await insertHandoffs(fresh.db, [before], { version, deleted: true });
            touched.push(bucketOf(before));
          }
          if (gone) standing.delete(handoff.id);
          else {
            version += 1n;
            await insertHandoffs(fresh.db, [handoff], { version });
            standing.set(handoff.id, handoff);
            touched.push(bucketOf(handoff));
          }
        }
        await refreshSeamsPerMinute(fresh.db, PROJECT, touched, version);
      }
      expect(await readRollup()).toEqual(rollupByHand(standing.values()));
    }),
    { numRuns: 25 },
  );
}, 120_000);

test("only the touched buckets are written, and a bucket without handoffs becomes zeros", async () => {
  await fresh.db.run("TRUNCATE TABLE handoffs");
  await fresh.db.run("TRUNCATE TABLE seams_per_minute");
  const first = makeHandoff({ id: "1", startedAt: "2026-11-20T07:00:59.999999999Z" });
  const second = makeHandoff({ id: "2", startedAt: "2026-11-20T07:01:00.000000000Z" });
  await insertHandoffs(fresh.db, [first, second], { version: 1n });
  const empty = { seamId: "nobody", minute: bucketOf(first).minute };
  await refreshSeamsPerMinute(fresh.db, PROJECT, [bucketOf(first), bucketOf(first), empty], 1n);
  const read = "SELECT seam_id, handoffs, source FROM seams_per_minute FINAL ORDER BY seam_id LIMIT 10";
  expect(await fresh.db.select("test", read, {})).toEqual([
    { seam_id: "nobody", handoffs: "0", source: "" },
    { seam_id: "s-1", handoffs: "1", source: "planner" },
  ]);
});

test("nothing touched writes nothing, and more buckets than one statement takes are all written", async () => {
  await fresh.db.run("TRUNCATE TABLE seams_per_minute");
  await refreshSeamsPerMinute(fresh.db, PROJECT, [], 1n);
  const rows = "SELECT count() AS n FROM seams_per_minute FINAL LIMIT 1";
  expect(await fresh.db.select("test", rows, {})).toEqual([{ n: "0" }]);
  const many = Array.from({ length: 2500 }, (_, index) => ({ seamId: "s", minute: 1_700_000_040 + index * 60 }));
  await refreshSeamsPerMinute(fresh.db, PROJECT, many, 1n);
  expect(await fresh.db.select("test", rows, {})).toEqual([{ n: "2500" }]);
});
