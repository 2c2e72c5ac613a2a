import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import { listHandoffs } from "@/lib/queries/handoffs/list-handoffs.ts";
import { listSeams } from "@/lib/queries/seams/list-seams.ts";
import { drawTrace } from "@/lib/testing/draw-trace.ts";
import { type FreshDatabase, freshDatabase } from "@/lib/testing/fresh-database.ts";
import { type AnalysisContext, analyseTraces } from "./analyse-traces.ts";
import { createSchemaValidator } from "./schema-validator.ts";

const AT = 1_795_300_000_000_000_000n;
const ALL_TIME = { from: new Date(0), to: new Date("2100-01-01") };
const [sent, received] = drawTrace(`
    a:creator  |==      |  producer  handoff.id=h1
    b:executor |    === |  consumer  handoff.id=h1`);
if (sent === undefined || received === undefined) throw new Error("two spans were drawn");

let fresh: FreshDatabase;
const validator = createSchemaValidator();
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(async () => {
  await validator.close();
  await fresh.dispose();
});

/** A database whose writes wait, once the first of them was tried. */
function slowWrites(db: Database): { db: Database; tried: Promise<void>; release: () => void } {
  let [release, tell] = [() => {}, () => {}];
  const open = new Promise<void>((resolve) => (release = resolve));
  const tried = new Promise<void>((resolve) => (tell = resolve));
  const insert: Database["insert"] = async (...args) => {
    tell();
    await open;
    return db.insert(...args);
  };
  return { db: { ...db, insert }, tried, release };
}

test.each([0n, 1_000_000n])("an analysis that writes what it read before another one knew more (%s ns between their versions) is done again and leaves nothing behind", async (between) => {
  const project = `stale${between}`;
  const later = AT + 1_000_000n;
  const context = (db: Database, version: bigint): AnalysisContext => ({
    db, project, validator, deadlineMs: 900_000, now: AT, version, laterVersion: () => Promise.resolve(later + 1n), againAfterMs: 0, log: () => undefined,
  });
  const slow = slowWrites(fresh.db);
  await fresh.db.insert("spans", [spanToRow(received, project)]);
  const stale = analyseTraces(context(slow.db, later - between), [received.traceId]);
  await slow.tried;
  await fresh.db.insert("spans", [spanToRow(sent, project)]);
  await analyseTraces(context(fresh.db, later), [sent.traceId]);
  slow.release();
  const again = await stale;
  expect(again).toEqual([received.traceId]);
  await analyseTraces({ ...context(fresh.db, later + 2n), laterVersion: () => Promise.resolve(later + 3n) }, again);
  const { handoffs } = await listHandoffs(fresh.db, { project, candidates: true, limit: 10 });
  expect(handoffs.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(["h1 delivered"]);
  expect((await listSeams(fresh.db, { project, ...ALL_TIME })).reduce((sum, seam) => sum + seam.handoffs, 0)).toBe(1);
});
