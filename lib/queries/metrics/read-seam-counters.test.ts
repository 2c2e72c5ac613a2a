import { afterAll, beforeAll, expect, test } from "vitest";
import { handoffToRow } from "@/lib/clickhouse/handoff-row.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { LATENCY_BUCKETS_S } from "@/lib/model/seam-metrics.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { countSeams, readSeamCounters } from "./read-seam-counters.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

let version = 1n;
async function write(handoff: Handoff, ...news: string[]): Promise<void> {
  version += 1n;
  await fresh.db.insert("handoffs", [{ ...handoffToRow(handoff, { project: PROJECT, version }), told: news, news }]);
}
const counted = async (seamId: string) => (await readSeamCounters(fresh.db, { project: PROJECT })).filter(({ source }) => source === seamId);
const of = (id: string, changes: Partial<Handoff> = {}): Handoff => makeHandoff({ id: `${id}-handoff`, seamId: id, source: { name: id, version: "", type: "agent", service: "" }, ...changes });

test("a handoff counts with the verdict and class it was found with, when it is news, and not again when it is written again", async () => {
  await write(of("a", { verdict: "pending" }), "verdict:pending");
  await write(of("a", { verdict: "lost", findings: [LOST_FINDING], failed: true, silent: true }), "verdict:lost", "settled", "failed", "silent", "class:lost");
  await write(of("a", { verdict: "lost", findings: [LOST_FINDING], failed: true, silent: true }));
  const rows = await counted("a");
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ verdict: "lost", class: "lost", le: 0, handoffs: 1, silent: 1, latencies: 0 });
});

test("a latency falls into the bucket of its bound, beyond the last one into none, and the latest stands for it", async () => {
  for (const [index, totalMs] of [50, 50.1, 3_600_000, 86_400_001].entries()) await write(of("b", { id: `b-${index}`, latency: { ...makeHandoff().latency, totalMs } }), "settled", "latency");
  const rows = await counted("b");
  expect(rows.map(({ le, latencies, seconds }) => [le, latencies, seconds])).toEqual([[0.05, 1, 0.05], [0.1, 1, 0.0501], [7200, 1, 3600], [null, 1, 86_400.001]]);
  expect(rows[0]?.exemplar).toMatchObject({ handoffId: "b-0", traceId: makeHandoff().traceIds[0], valueS: 0.05 });
});

test("the bounds of the buckets in the database are those that are shown", async () => {
  for (const [index, bound] of LATENCY_BUCKETS_S.entries()) await write(of("c", { id: `c-${index}`, latency: { ...makeHandoff().latency, totalMs: bound * 1000 } }), "latency");
  expect((await counted("c")).map(({ le }) => le)).toEqual([...LATENCY_BUCKETS_S]);
});

test("every seam is counted as one", async () => {
  expect(await countSeams(fresh.db, { project: PROJECT })).toEqual([{ seams: 3 }]);
});
