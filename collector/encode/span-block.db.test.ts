import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SPAN_COLUMNS, spanToRow } from "@/lib/clickhouse/span-row.ts";
import { attributesOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { anySpan } from "@/lib/testing/any-span.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { insertNative } from "@/lib/testing/insert-native.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import type { SpanChunk } from "./encoded.ts";

import { SpanBlock } from "./span-block.ts";

const HEAD = { project: "default", receivedAtMs: 1_795_212_015_066 };
let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

test("a block has every column of the table that ClickHouse does not compute, by the table's names and types", async () => {
  const columns = await fresh.db.select(
    "test",
    "SELECT name FROM system.columns WHERE database = {name:String} AND table = 'spans' AND default_kind != 'MATERIALIZED'",
    { name: fresh.db.name },
  );
  const ours = new SpanBlock().columns.named().map(({ name }) => ({ name }));
  expect(ours).toHaveLength(columns.length);
  expect(ours).toEqual(expect.arrayContaining(columns));
});

test("ClickHouse reads the same rows from a block as from the text of the rows", async () => {
  const spans = numbered(fc.sample(anySpan, 300));
  expect(await otherRows([blockOf(spans)], spans)).toEqual([]);
});

test("a block may be used again, and keeps nothing of the rows before", async () => {
  const block = new SpanBlock();
  const [first, second] = [numbered(fc.sample(anySpan, 40)), numbered(fc.sample(anySpan, 40))];
  const chunks = [first, second].map((spans) => chunkOf(block, spans));
  expect(await otherRows(chunks.slice(0, 1), first)).toEqual([]);
  expect(await otherRows(chunks.slice(1), second)).toEqual([]);
});

test("more names and keys than one byte and two bytes can count are told apart", async () => {
  for (const count of [255, 256, 257, 70_000]) {
    const spans = Array.from({ length: count }, (_, index) => makeSpan({ name: `span ${index}`, attributes: attributesOf([[`key ${index}`, index]]) }));
    await insertBlocks([blockOf(numbered(spans))]);
    const counts = "SELECT uniqExact(name) AS names, countIf(name = concat('span ', attributes[concat('key ', substring(name, 6))])) AS fitting FROM from_blocks";
    expect(await fresh.db.select("test", counts, {})).toEqual([{ names: String(count), fitting: String(count) }]);
  }
});

test("several blocks sent as one insert become one part, and a block without rows is no block", async () => {
  const spans = numbered(fc.sample(anySpan, 30));
  const chunks = [spans.slice(0, 10), [], spans.slice(10, 11), spans.slice(11)].map(blockOf);
  expect(chunks[1]).toEqual({ bytes: new Uint8Array(), rows: 0, traceIds: [], fingerprints: new Uint32Array() });
  expect(await otherRows(chunks, spans)).toEqual([]);
  const parts = await fresh.db.select("test", "SELECT count() AS parts FROM system.parts WHERE database = {name:String} AND table = 'from_blocks' AND active", {
    name: fresh.db.name,
  });
  expect(parts).toEqual([{ parts: "1" }]);
});

test("the row's time is the one the block was begun with", async () => {
  await insertBlocks([blockOf([makeSpan()])]);
  const rows = await fresh.db.select("test", "SELECT toUnixTimestamp64Milli(received_at) AS at, project FROM from_blocks", {});
  expect(rows).toEqual([{ at: String(HEAD.receivedAtMs), project: "default" }]);
});

function blockOf(spans: readonly Span[]): SpanChunk {
  return chunkOf(new SpanBlock(), spans);
}

function chunkOf(block: SpanBlock, spans: readonly Span[]): SpanChunk {
  block.start(HEAD);
  for (const span of spans) block.addSpan(span);
  return block.finish();
}

function numbered(spans: readonly Span[]): Span[] {
  return spans.map((span, index) => ({ ...span, spanId: (index + 1).toString(16).padStart(16, "0") }));
}

async function insertBlocks(chunks: readonly SpanChunk[]): Promise<void> {
  await fresh.db.run("CREATE OR REPLACE TABLE from_blocks AS spans");
  await insertNative(fresh.config, "from_blocks", chunks);
}

/** Rows of the blocks that are not those of the spans, of as many. */
async function otherRows(chunks: readonly SpanChunk[], spans: readonly Span[]): Promise<unknown[]> {
  await insertBlocks(chunks);
  await fresh.db.run("CREATE OR REPLACE TABLE from_text AS spans");
  await fresh.db.insert("from_text", spans.map((span) => spanToRow(span, HEAD.project)));
  const read = (table: string) => fresh.db.select("test", `SELECT ${SPAN_COLUMNS}, content_hash FROM ${table} ORDER BY span_id`, {});
  const [rows, expected] = await Promise.all([read("from_blocks"), read("from_text")]);
  expect(rows).toHaveLength(expected.length);
  return rows.filter((row, index) => JSON.stringify(row) !== JSON.stringify(expected[index]));
}
