import type { Database } from "@/lib/clickhouse/open-database.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import type { Span } from "@/lib/model/span.ts";
import { SPAN_BYTES_MAX } from "@/lib/queries/traces/read-spans.ts";
import { readToldSpans } from "@/lib/queries/traces/read-told-spans.ts";

/** The traces of one analysis: each is read once, however often it is asked for. */
export interface TraceReader {
  /** The spans of these traces, with what was logged about them. */
  read(traceIds: Iterable<string>): Promise<Span[]>;
  /** Some spans were left out, since they are more than fit into memory. */
  isCut(): boolean;
}

/** Reads until the traces together have `bytesMax` bytes; after that, nothing. */
export function createTraceReader(db: Database, project: string, bytesMax = SPAN_BYTES_MAX): TraceReader {
  const traces = new Map<string, readonly Span[]>();
  let [bytesLeft, isCut] = [bytesMax, false];
  return {
    async read(traceIds) {
      const asked = [...new Set(traceIds)];
      const fresh = asked.filter((traceId) => !traces.has(traceId));
      if (fresh.length > 0) {
        const read = await readToldSpans(db, { project, traceIds: fresh, bytesMax: Math.max(0, bytesLeft) });
        const byTrace = groupBy(read.spans, (span) => span.traceId);
        for (const traceId of fresh) traces.set(traceId, byTrace.get(traceId) ?? []);
        bytesLeft -= read.bytes;
        isCut ||= read.isCut;
      }
      return asked.flatMap((traceId) => traces.get(traceId) ?? []);
    },
    isCut: () => isCut,
  };
}
