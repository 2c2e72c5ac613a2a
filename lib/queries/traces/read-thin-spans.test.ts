import { afterAll, beforeAll, expect, test } from "vitest";
import { logRecordToRow } from "@/lib/clickhouse/log-row.ts";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import { attributesOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { outlineOf } from "@/lib/seams/outline/outline.ts";
import { searchTraces } from "@/lib/seams/search-traces.ts";
import { viewTrace } from "@/lib/seams/view-trace.ts";
import { drawTrace } from "@/lib/testing/draw-trace.ts";
import { type FreshDatabase, freshDatabase } from "@/lib/testing/fresh-database.ts";
import { makeHandoffLog } from "@/lib/testing/make-log-record.ts";
import { CAPTURES } from "@/lib/testing/read-capture.ts";
import { recordedSpans } from "@/lib/testing/recorded-spans.ts";
import { readThinSpans } from "./read-thin-spans.ts";
import { readToldSpans } from "./read-told-spans.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

/** What a page draws of a trace, by spans read one way or the other. */
function drawn(spans: readonly Span[], traceId: string) {
  const trace = searchTraces(spans, 0).traceOf(traceId);
  if (trace === undefined) return undefined;
  const view = viewTrace(trace, [], Infinity);
  const { what, missing, failed } = outlineOf(trace, view, []);
  return { view, what, missing, failed };
}

/** Each trace of these spans as it is drawn when read thinly, and when read in whole. */
async function bothPictures(project: string, spans: readonly Span[]) {
  await fresh.db.insert("spans", spans.map((span) => spanToRow(span, project)));
  const traceIds = [...new Set(spans.map((span) => span.traceId))];
  const read = traceIds.map(async (traceId) => {
    const [thin, whole] = await Promise.all([readThinSpans(fresh.db, { project, traceId }), readToldSpans(fresh.db, { project, traceIds: [traceId] })]);
    return { thin: drawn(thin.spans, traceId), whole: drawn(whole.spans, traceId) };
  });
  const pictures = await Promise.all(read);
  return { thin: pictures.map((picture) => picture.thin), whole: pictures.map((picture) => picture.whole) };
}

test.each(CAPTURES)("%s: the thin reading of a trace draws the same picture as the whole one", async (name) => {
  const { thin, whole } = await bothPictures(name, recordedSpans(name));
  expect(thin).toEqual(whole);
});

test("so it does of events that tell of other handoffs, of errors that only steer, and of two contents under one id", async () => {
  const spans = drawTrace(`
    desk/planner          |=========   |
      desk/[tool]         | ===        |  error  gen_ai.operation.name=execute_tool
      desk/writer         |    ====    |  handoff.retry.attempt=1`);
  const [first, second, third] = spans;
  if (first === undefined || second === undefined || third === undefined) throw new Error("three spans were drawn");
  const told = { name: "handoff.sent", timeUnixNano: first.startUnixNano, attributes: attributesOf([["handoff.id", "h9"]]), droppedAttributesCount: 0 };
  const steering: Span = { ...second, statusCode: "error", events: [{ ...told, name: "exception", attributes: attributesOf([["exception.message", "ParentCommand(graph='x')"]]) }] };
  const pictures = await bothPictures("odd", [{ ...first, events: [told] }, steering, third, { ...third, name: "the same again" }]);
  expect(pictures.thin).toEqual(pictures.whole);
  const { spans: read } = await readThinSpans(fresh.db, { project: "odd", traceId: first.traceId });
  expect(read.find((span) => span.spanId === second.spanId)?.statusCode).toBe("ok");
});

test("a log record that tells of a handoff without a span has its place, with the id that the whole reading gives it", async () => {
  const record = { ...makeHandoffLog("handoff.requested", "logged", { "gen_ai.agent.name": "writer" }), traceId: "7".padStart(32, "0") };
  await fresh.db.insert("log_records", [logRecordToRow(record, "logs")]);
  const [thin, whole] = await Promise.all([readThinSpans(fresh.db, { project: "logs", traceId: record.traceId }), readToldSpans(fresh.db, { project: "logs", traceIds: [record.traceId] })]);
  expect(thin.spans).toEqual(whole.spans);
});
