import { z } from "zod";
import { analyseTraces } from "@/collector/analyse/analyse-traces.ts";
import { createSchemaValidator } from "@/collector/analyse/schema-validator.ts";
import { decodeTraces } from "@/collector/decode/decode.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import { PROJECT } from "@/lib/model/project.ts";
import type { Span } from "@/lib/model/span.ts";
import { CAPTURES } from "@/lib/testing/read-capture.ts";
import { recordedSpans } from "@/lib/testing/recorded-spans.ts";
import { startBenchEngine } from "./bench-engine.ts";
import { type LoadShape, makeBodies } from "./make-load.ts";

const BODIES = 100;
const ROWS_PER_INSERT = 10_240;
const COPIES = 20;
const TRACES_AT_ONCE = 400;
const NOW = BigInt(Date.now()) * 1_000_000n;

const Size = z.object({ table: z.string(), rows: z.coerce.number(), bytes: z.coerce.number() });
const SIZES = `
SELECT table, sum(rows) AS rows, sum(bytes_on_disk) AS bytes FROM system.parts
WHERE active AND database = currentDatabase() GROUP BY table HAVING rows > 0 ORDER BY bytes DESC`;

/** What the tables hold once all their parts are merged, as they are in the long run. */
async function printSizes(db: Database, what: string, units: { name: string; count: number }): Promise<void> {
  for (const row of await db.select("bench", SIZES, {})) await db.run(`OPTIMIZE TABLE ${Size.parse(row).table} FINAL`);
  const sizes = (await db.select("bench", SIZES, {})).map((row) => Size.parse(row));
  console.log(`\n${what}: ${units.count.toLocaleString("en")} ${units.name}s\n\n| table | rows | bytes on disk a ${units.name} |\n|---|---|---|`);
  for (const { table, rows, bytes } of sizes) console.log(`| ${table} | ${rows.toLocaleString("en")} | ${(bytes / units.count).toFixed(1)} |`);
  console.log(`| all | | ${(sizes.reduce((sum, { bytes }) => sum + bytes, 0) / units.count).toFixed(1)} |`);
}

async function insertSpans(db: Database, spans: readonly Span[]): Promise<void> {
  for (let at = 0; at < spans.length; at += ROWS_PER_INSERT) await db.insert("spans", spans.slice(at, at + ROWS_PER_INSERT).map((span) => spanToRow(span, PROJECT)));
}

async function measureLoad(shape: LoadShape): Promise<void> {
  const bodies = makeBodies(BODIES, 0, shape);
  const spans = bodies.flatMap((body) => {
    const decoded = decodeTraces(body, "protobuf");
    return decoded.kind === "spans" ? decoded.spans : [];
  });
  const bench = await startBenchEngine();
  await insertSpans(bench.db, spans);
  const sent = bodies.reduce((sum, body) => sum + body.length, 0) / spans.length;
  await printSizes(bench.db, `${shape}, ${sent.toFixed(0)} bytes of protobuf a span`, { name: "span", count: spans.length });
  await bench.stop();
}

/** What agents' own frameworks sent, under other ids, with all that the analyser makes of it. */
async function measureRecorded(): Promise<void> {
  const recorded = CAPTURES.flatMap(recordedSpans);
  const spans = Array.from({ length: COPIES }, (_, copy) => recorded.map((span) => ({ ...span, traceId: `${copy.toString(16).padStart(4, "0")}${span.traceId.slice(4)}` }))).flat();
  const bench = await startBenchEngine();
  const validator = createSchemaValidator();
  await insertSpans(bench.db, spans);
  const traceIds = [...new Set(spans.map((span) => span.traceId))];
  for (let at = 0; at < traceIds.length; at += TRACES_AT_ONCE) {
    await analyseTraces({ db: bench.db, project: PROJECT, validator, deadlineMs: 900_000, now: NOW, log: () => undefined }, traceIds.slice(at, at + TRACES_AT_ONCE));
  }
  await validator.close();
  await printSizes(bench.db, `recorded traces, analysed, ${(spans.length / traceIds.length).toFixed(1)} spans a trace`, { name: "span", count: spans.length });
  await bench.stop();
}

await measureLoad("plain");
await measureRecorded();
