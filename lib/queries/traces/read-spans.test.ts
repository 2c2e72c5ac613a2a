import { afterAll, beforeAll, expect, test } from "vitest";
import { logRecordToRow } from "@/lib/clickhouse/log-row.ts";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import { attributesOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { type FreshDatabase, freshDatabase } from "@/lib/testing/fresh-database.ts";
import { makeLogRecord } from "@/lib/testing/make-log-record.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { readSpans } from "./read-spans.ts";
import { readToldSpans } from "./read-told-spans.ts";

const KILOBYTE = "x".repeat(1000);

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  for (const table of ["spans", "log_records"]) await fresh.db.run(`SYSTEM STOP MERGES ${table}`);
});
afterAll(() => fresh.dispose());

const idOf = (at: number, digits: number): string => (at + 1).toString(16).padStart(digits, "0");

/** Spans of one trace, the last id first in time. */
const spansOf = (trace: number, count: number): Span[] =>
  Array.from({ length: count }, (_, at) => makeSpan({ traceId: idOf(trace, 32), spanId: idOf(count - at, 16), startUnixNano: 1000n + BigInt(at), endUnixNano: 2000n, attributes: attributesOf([["payload", KILOBYTE]]) }));

const store = (project: string, spans: readonly Span[]): Promise<void> => fresh.db.insert("spans", spans.map((span) => spanToRow(span, project)));

test("a span that was stored several times, and not merged yet, is read once; another one with its id is kept", async () => {
  const [span] = spansOf(0, 1);
  if (span === undefined) throw new Error("a span was made");
  for (let times = 0; times < 3; times += 1) await store("twice", [span]);
  await store("twice", [{ ...span, name: "another one" }]);
  const { spans, isCut } = await readSpans(fresh.db, { project: "twice", traceIds: [span.traceId] });
  expect(spans.map(({ name }) => name).toSorted()).toEqual([span.name, "another one"].toSorted());
  expect(isCut).toBe(false);
});

test("a log record that was stored several times is read once", async () => {
  const record = makeLogRecord({ traceId: idOf(1, 32), spanId: idOf(1, 16), eventName: "handoff.sent", attributes: attributesOf([["handoff.id", "h1"]]) });
  for (let times = 0; times < 2; times += 1) await fresh.db.insert("log_records", [logRecordToRow(record, "logged")]);
  expect((await readToldSpans(fresh.db, { project: "logged", traceIds: [record.traceId] })).spans).toHaveLength(1);
});

test("spans are read by trace and start", async () => {
  await store("ordered", [...spansOf(1, 5), ...spansOf(0, 5)]);
  const { spans } = await readSpans(fresh.db, { project: "ordered", traceIds: [idOf(0, 32), idOf(1, 32)] });
  expect(spans).toEqual([...spansOf(0, 5), ...spansOf(1, 5)]);
});

test("of a trace that is too large, in spans or in bytes, the earliest spans are read, and that there are more is told", async () => {
  const all = spansOf(0, 100);
  await store("large", all);
  const question = { project: "large", traceIds: [idOf(0, 32)] };
  expect(await readSpans(fresh.db, { ...question, limit: 10 })).toMatchObject({ spans: all.slice(0, 10), isCut: true });
  const read = await readSpans(fresh.db, { ...question, bytesMax: 100_000 });
  expect(read.isCut).toBe(true);
  expect(read.bytes).toBeLessThanOrEqual(100_000);
  expect(read.spans.length).toBeGreaterThan(10);
  expect(read.spans).toEqual(all.slice(0, read.spans.length));
});

test("of several traces that are too large together no more is read than may be", async () => {
  await store("several", [...spansOf(0, 50), ...spansOf(1, 50)]);
  const read = await readSpans(fresh.db, { project: "several", traceIds: [idOf(0, 32), idOf(1, 32)], bytesMax: 100_000 });
  expect(read).toMatchObject({ isCut: true });
  expect(read.bytes).toBeLessThanOrEqual(100_000);
});
