import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anySpan } from "@/lib/testing/any-span.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { rowToSpan, SPAN_COLUMNS, SpanRow, spanToRow } from "./span-row.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

test("ClickHouse gives back every span exactly as it was stored", async () => {
  const spans = fc.sample(anySpan, 300).map((span, index) => ({ ...span, spanId: (index + 1).toString(16).padStart(16, "0") }));
  await fresh.db.insert("spans", spans.map((span) => spanToRow(span, "default")));
  const rows = await fresh.db.select("test", `SELECT ${SPAN_COLUMNS} FROM spans ORDER BY span_id`, {});
  const back = rows.map((row) => rowToSpan(SpanRow.parse(row)));
  expect(back.filter((span, index) => !isDeepStrictEqual(span, spans[index]))).toEqual([]);
  expect(back).toHaveLength(spans.length);
});
