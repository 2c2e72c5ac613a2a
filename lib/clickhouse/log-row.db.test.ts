import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { attributesOf } from "@/lib/model/attributes.ts";
import { anyLogRecord } from "@/lib/testing/any-span.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { makeHandoffLog } from "@/lib/testing/make-log-record.ts";
import { LOG_COLUMNS, LogRow, logRecordToRow, rowToLogRecord } from "./log-row.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

test("ClickHouse gives back every log record exactly as it was stored", async () => {
  const records = fc.sample(anyLogRecord, 300).map((record, index) => ({ ...record, traceId: (index + 1).toString(16).padStart(32, "0") }));
  await fresh.db.insert("log_records", records.map((record) => logRecordToRow(record, "default")));
  const rows = await fresh.db.select("test", `SELECT ${LOG_COLUMNS} FROM log_records ORDER BY trace_id`, {});
  const back = rows.map((row) => rowToLogRecord(LogRow.parse(row)));
  expect(back.filter((record, index) => !isDeepStrictEqual(record, records[index]))).toEqual([]);
  expect(back).toHaveLength(records.length);
});

test("a record sent twice is one row once parts merge, and its keys join its trace to others", async () => {
  const record = makeHandoffLog("handoff.requested", "h-7", { "handoff.correlation_id": "case-7" }, { traceId: "f".repeat(32) });
  const inBody = { ...record, traceId: "e".repeat(32), attributes: attributesOf([]), body: record.attributes };
  for (const one of [record, record, inBody]) await fresh.db.insert("log_records", [logRecordToRow(one, "twice")]);
  const [count] = await fresh.db.select("test", "SELECT toUInt32(count()) AS n FROM log_records FINAL WHERE project = 'twice'", {});
  expect(count).toEqual({ n: 2 });
  const keys = await fresh.db.select("test", "SELECT key_kind, key, trace_id FROM correlation_keys FINAL WHERE project = 'twice' ORDER BY trace_id, key_kind", {});
  expect(keys).toEqual(["e", "f"].flatMap((digit) => [["handoff.correlation_id", "case-7"], ["handoff.id", "h-7"]].map(([key_kind, key]) => ({ key_kind, key, trace_id: digit.repeat(32) }))));
});
