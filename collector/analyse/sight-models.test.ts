import { afterAll, beforeAll, expect, test } from "vitest";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import { indexTrace } from "@/lib/seams/trace/index-trace.ts";
import { drawTrace } from "@/lib/testing/draw-trace.ts";
import { type FreshDatabase, freshDatabase } from "@/lib/testing/fresh-database.ts";
import { analyseTraces } from "./analyse-traces.ts";
import { createSchemaValidator } from "./schema-validator.ts";
import { createModelSightings } from "./sight-models.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

const chat = (model: string, bar: string) => drawTrace(`planner |=====|\n  [chat] |${bar}|  gen_ai.operation.name=chat  gen_ai.response.model=${model}`);
const traceOf = (bar: string) => [indexTrace("0".repeat(32), chat("large-1", bar))];
const sightings = (project: string): Promise<unknown[]> =>
  fresh.db.select("test", "SELECT subject, version, toString(min(first_at)) AS first, toString(max(last_at)) AS last, count() AS rows FROM version_sightings WHERE project = {project: String} GROUP BY subject, version ORDER BY version", { project });

test("an analysis writes which models the agents called, and doing it again changes nothing", async () => {
  const validator = createSchemaValidator();
  const spans = chat("large-1", " === ");
  await fresh.db.insert("spans", spans.map((span) => spanToRow(span, "p1")));
  const analyse = () => analyseTraces({ db: fresh.db, project: "p1", validator, deadlineMs: 1000, now: 1n, log: () => undefined }, [spans[0]?.traceId ?? ""]);
  await analyse();
  const once = await sightings("p1");
  expect(once).toMatchObject([{ subject: "planner", version: "large-1", first: "2026-11-20 18:40:01.000000000" }]);
  await analyse();
  expect((await sightings("p1")).map((row) => ({ ...Object(row), rows: "1" }))).toEqual(once);
  await validator.close();
});

test("what was written of a model is not written again within the hour, unless it was called earlier", async () => {
  const sight = createModelSightings(fresh.db, "p2");
  await sight(traceOf("  =  "));
  await sight(traceOf("   = "));
  expect(await sightings("p2")).toMatchObject([{ first: "2026-11-20 18:40:02.000000000", last: "2026-11-20 18:40:02.000000000", rows: "1" }]);
  await sight(traceOf("=    "));
  expect(await sightings("p2")).toMatchObject([{ first: "2026-11-20 18:40:00.000000000", last: "2026-11-20 18:40:02.000000000" }]);
});
