import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { handoffToRow } from "@/lib/clickhouse/handoff-row.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { insertHandoffs, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { getHandoff } from "./get-handoff.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

test("a handoff is found by its id alone, with all its evidence, as last written", async () => {
  const first = makeHandoff({ id: "by-id", verdict: "pending" });
  const grown = makeHandoff({
    id: "by-id",
    sent: { body: '{"q":"é\\u0000"}', mediaType: "application/json", hash: "00", sizeBytes: 12, tokens: null, from: "input" },
    legs: [{ kind: "sent", at: "1763622012123456789", side: "source", agent: "planner", claim: "planner sent it", traceId: "", spanId: "" }],
  });
  await insertHandoffs(fresh.db, [grown], { version: 2n });
  await insertHandoffs(fresh.db, [first], { version: 1n });
  expect(await getHandoff(fresh.db, { project: PROJECT, id: "by-id" })).toEqual(grown);
});

test("a moved handoff is found under its new key and a deleted one not at all", async () => {
  const before = makeHandoff({ id: "moving", seamId: "a" });
  const after = makeHandoff({ id: "moving", seamId: "b", startedAt: "2026-01-01T00:00:00.000000000Z" });
  await insertHandoffs(fresh.db, [before], { version: 1n });
  await insertHandoffs(fresh.db, [before], { version: 2n, deleted: true });
  expect(await getHandoff(fresh.db, { project: PROJECT, id: "moving" })).toBeUndefined();
  await insertHandoffs(fresh.db, [after], { version: 2n });
  expect(await getHandoff(fresh.db, { project: PROJECT, id: "moving" })).toEqual(after);
});

test("an unknown id and another project's id find nothing", async () => {
  await insertHandoffs(fresh.db, [makeHandoff({ id: "ours" })], { version: 1n });
  expect(await getHandoff(fresh.db, { project: PROJECT, id: "nobody" })).toBeUndefined();
  expect(await getHandoff(fresh.db, { project: "someone-else", id: "ours" })).toBeUndefined();
});

test("the look-up reads a few granules, however many handoffs there are", async () => {
  await fresh.db.run(`
    INSERT INTO handoffs (project, seam_id, started_at, handoff_id, summary, detail, version)
    SELECT '${PROJECT}', toString(number % 50), toDateTime64('2026-11-01 00:00:00', 9, 'UTC') + number, toString(number), '{}', '{}', 1
    FROM numbers(200000)`);
  await fresh.db.run("OPTIMIZE TABLE handoffs FINAL");
  const plan = await fresh.db.select("test", "EXPLAIN indexes = 1 SELECT detail FROM handoffs FINAL PREWHERE project = {project: String} AND handoff_id = '123456' SETTINGS use_skip_indexes_if_final = 1", { project: PROJECT });
  const lines = z.array(z.object({ explain: z.string() })).parse(plan).map((line) => line.explain.trim());
  const granules = lines.slice(lines.indexOf("Name: by_id")).find((line) => line.startsWith("Granules: "));
  const [read, all] = (granules ?? "").replace("Granules: ", "").split("/").map(Number);
  expect(all).toBeGreaterThan(20);
  expect(read).toBeLessThanOrEqual(2);
});

test("a handoff that was written before tokens, contracts and warnings were known is read, with these unknown", async () => {
  const { joinedBy: _j, claimedConfidence: _c, warnings: _w, workTokens: _t, parentId: _p, carried: _a, governedBy: _g, ...old } = makeHandoff({ id: "old" });
  await fresh.db.insert("handoffs", [{ ...handoffToRow(makeHandoff({ id: "old" }), { project: PROJECT, version: 1n }), detail: JSON.stringify(old) }]);
  expect(await getHandoff(fresh.db, { project: PROJECT, id: "old" })).toEqual({
    ...old, joinedBy: null, claimedConfidence: null, warnings: [], workTokens: null, parentId: "", governedBy: null,
    carried: { intent: { sent: null, received: null }, constraints: { sent: null, received: null } },
  });
});
