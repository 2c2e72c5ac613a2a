import { countSpans } from "@/lib/queries/traces/count-spans.ts";
import { findLeadTraces } from "@/lib/queries/traces/find-lead-traces.ts";
import { findLinkingSpans } from "@/lib/queries/traces/find-linking-spans.ts";
import { findPlacesOfTraces } from "@/lib/queries/traces/find-places-of-traces.ts";
import { findTraceIds } from "@/lib/queries/traces/find-trace-ids.ts";
import { findTracesByKeys } from "@/lib/queries/traces/find-traces-by-keys.ts";
import { findUnanalysedTraces } from "@/lib/queries/traces/find-unanalysed-traces.ts";
import { getSpan } from "@/lib/queries/traces/get-span.ts";
import { getTrace } from "@/lib/queries/traces/get-trace.ts";
import { listTraces, type TracesQuestion } from "@/lib/queries/traces/list-traces.ts";
import { rankTraces } from "@/lib/queries/traces/rank-traces.ts";
import { readLogRecords } from "@/lib/queries/traces/read-log-records.ts";
import { readOutline } from "@/lib/queries/traces/read-outline.ts";
import { readSpans } from "@/lib/queries/traces/read-spans.ts";
import { readSpanWindow } from "@/lib/queries/traces/read-span-window.ts";
import { readThinSpans } from "@/lib/queries/traces/read-thin-spans.ts";
import { readStandingTraces } from "@/lib/queries/traces/read-standing-traces.ts";
import { readToldSpans } from "@/lib/queries/traces/read-told-spans.ts";
import { readTraceFacets } from "@/lib/queries/traces/read-trace-facets.ts";
import { readTraceHandoffs } from "@/lib/queries/traces/read-trace-handoffs.ts";
import { readTraceTraffic } from "@/lib/queries/traces/read-trace-traffic.ts";
import { readTraceVersion } from "@/lib/queries/traces/read-trace-version.ts";
import { WHOLE } from "@/lib/seams/outline/visible-rows.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { LINK_KIND } from "@/lib/seams/workflow/key-strength.ts";
import { NEWEST } from "@/lib/queries/keyset-cursor.ts";
import { ALL_TIME } from "@/lib/queries/time-window.ts";
import { anyOrder, each, type Questions } from "./question.ts";

/** Everything that lib/queries/traces can be asked. */
export const QUESTIONS_OF_TRACES: Questions = {
  "traces/count-spans.ts": (db, { project, traceIds }) => anyOrder(countSpans(db, { project, traceIds: [...traceIds] })),
  "traces/find-lead-traces.ts": (db, { project, traceIds, keys }) =>
    anyOrder(findLeadTraces(db, { project, traceIds: [...traceIds], kinds: [...new Set(keys.map((key) => key.kind))], linkKind: LINK_KIND })),
  "traces/find-linking-spans.ts": (db, { project, traceIds }) => each(traceIds, (traceId) => anyOrder(findLinkingSpans(db, { project, traceId, spanId: "0000000000000001", linkKind: LINK_KIND }))),
  // Where a trace once stood depends on when it was looked at, so the traces are compared and not their places.
  "traces/find-places-of-traces.ts": (db, { project, window }) =>
    each([[], ["agent"], ["invoke", "a"]], async (words) => {
      const places = await findPlacesOfTraces(db, { project, words, agent: "", service: "", failed: [true, false], class: "", verdict: "", ...window, beforeUnixNano: NEWEST.atUnixNano, beforeId: NEWEST.id, rows: 501 });
      return new Set(places.map((place) => place.id));
    }),
  "traces/find-trace-ids.ts": (db, { project, traceIds, handoffs }) =>
    each([...traceIds, ...handoffs.map((one) => one.id), "0000000000000001"], (id) => anyOrder(findTraceIds(db, { project, id }))),
  "traces/find-traces-by-keys.ts": async (db, { project, keys }) => {
    const byKind = [...groupBy(keys, (key) => key.kind)].map(([kind, same]) => ({ kind, keys: same.map((key) => key.key) }));
    const found = await each(byKind, ({ kind }) => findTracesByKeys(db, { project, keys: byKind, rare: { kind, tracesMax: 1 } }).then((one) => anyOrder(Promise.resolve([...one].map(([key, traceIds]) => [key, traceIds.toSorted()])))));
    return found;
  },
  "traces/find-unanalysed-traces.ts": (db, { project }) => anyOrder(findUnanalysedTraces(db, { project, lookBackS: 86_400, limit: 1000 })),
  "traces/get-span.ts": (db, { project, traceIds }) =>
    each(traceIds, async (traceId) => getSpan(db, { project, traceId, spanId: (await readSpans(db, { project, traceIds: [traceId] })).spans[0]?.spanId ?? "" })),
  "traces/get-trace.ts": (db, { project, traceIds }) => each(traceIds, (traceId) => getTrace(db, { project, traceId })),
  "traces/list-traces.ts": async (db, { project, window, handoffs, seams }) => {
    const asked: Omit<TracesQuestion, "project" | "limit">[] = [
      {}, { sort: "slowest" }, { sort: "failures", ...window }, { minDurationMs: 1 }, { class: "lost" }, { verdict: "delivered" }, { failed: true }, { failed: false }, window, { service: "newsroom" }, { q: "agent" },
      ...seams.map((seam) => ({ agent: seam.source })), ...handoffs.slice(0, 3).map((one) => ({ q: one.id })),
    ];
    const first = await listTraces(db, { project, limit: 5 });
    return [first, await listTraces(db, { project, limit: 5, ...(first.next === null ? {} : { cursor: first.next }) }), await each(asked, (one) => listTraces(db, { project, limit: 300, ...one }))];
  },
  "traces/read-log-records.ts": (db, { project, traceIds }) => readLogRecords(db, { project, traceIds }),
  "traces/read-outline.ts": (db, { project, traceIds }) => each(traceIds, async (traceId) => (await readOutline(db, { project, traceId }))?.view),
  // Times of arrival differ between two databases that were told the same.
  "traces/read-span-window.ts": (db, { project, traceIds }) =>
    each(traceIds, async (traceId) => ({ ...(await readSpanWindow(db, { project, traceId, view: WHOLE, from: 0, count: 100, target: { spanId: undefined, find: "failure-after" } })), version: "" })),
  "traces/read-thin-spans.ts": (db, { project, traceIds }) => each(traceIds, (traceId) => readThinSpans(db, { project, traceId })),
  "traces/read-trace-version.ts": (db, { project, traceIds }) =>
    each(traceIds, async (traceId) => (await readTraceVersion(db, { project, traceIds: [traceId] })).map((part) => part.of)),
  "traces/read-standing-traces.ts": (db, { project, traceIds }) => anyOrder(readStandingTraces(db, { project, traceIds: [...traceIds] })),
  "traces/read-spans.ts": (db, { project, traceIds }) =>
    each([{ traceIds }, ...traceIds.map((traceId) => ({ traceIds: [traceId], limit: 2 }))], (some) => readSpans(db, { project, ...some })),
  "traces/read-told-spans.ts": (db, { project, traceIds }) => readToldSpans(db, { project, traceIds }),
  "traces/rank-traces.ts": (db, { project, window }) =>
    rankTraces(db, { project, words: [], agent: "", service: "", failed: [true, false], class: "", verdict: "", ...window, beforeUnixNano: NEWEST.atUnixNano, beforeId: NEWEST.id, rows: 300, sort: "slowest", minDurationMs: 0 }),
  "traces/read-trace-facets.ts": (db, { project, window }) => readTraceFacets(db, { project, ...window }),
  // Over all time it is cut to where traces stand or once stood, which depends on when they were looked at.
  "traces/read-trace-traffic.ts": async (db, { project, window }) => {
    const everything = await readTraceTraffic(db, { project, ...ALL_TIME, agent: "", service: "" });
    return [await readTraceTraffic(db, { project, ...window, agent: "", service: "" }), everything.reduce((sum, bucket) => sum + bucket.traces, 0)];
  },
  "traces/read-trace-handoffs.ts": (db, { project, traceIds }) => each(traceIds, (traceId) => readTraceHandoffs(db, { project, traceIds: [traceId] })),
};
