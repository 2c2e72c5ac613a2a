import type { Handoff } from "@/lib/model/handoff.ts";
import type { FindingClass } from "@/lib/model/vocabulary.ts";
import type { SchemaOutcome } from "@/lib/seams/checks/check.ts";
import { conclude } from "@/lib/seams/conclude.ts";
import { searchTraces } from "@/lib/seams/search-traces.ts";
import { drawnAt, drawTrace } from "./draw-trace.ts";

const DEADLINE_MS = 60_000;

/** The handoffs of a drawn trace, judged `after` seconds; the default deadline is a minute. */
export function judgeDrawing(picture: string, after = 3600, schema: SchemaOutcome = { kind: "none" }): Handoff[] {
  const spans = drawTrace(picture);
  const search = searchTraces(spans, DEADLINE_MS);
  const evidence = [...new Set(spans.map((span) => span.traceId))].flatMap((traceId) => search.handoffsIn(traceId));
  const unique = [...new Map(evidence.map((one) => [one.id, one])).values()];
  return unique.map((one) => conclude("test", one, schema, drawnAt(after))).toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
}

/** Finding classes of all handoffs in a drawn trace, in order, each as often as it was found. */
export const classesIn = (...drawing: Parameters<typeof judgeDrawing>): FindingClass[] =>
  judgeDrawing(...drawing).flatMap((handoff) => handoff.findings.map((finding) => finding.class));
