import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Reading } from "@/lib/model/reading.ts";
import { agentsIn, pageOf, readTraceAloud } from "@/lib/seams/reading/read-trace-aloud.ts";
import { indexTrace } from "@/lib/seams/trace/index-trace.ts";
import { summariseTrace } from "@/lib/seams/summarise-trace.ts";
import { countSpans } from "../traces/count-spans.ts";
import { readToldSpans } from "../traces/read-told-spans.ts";
import { readTraceHandoffs } from "../traces/read-trace-handoffs.ts";
import { TraceId } from "../traces/trace-id.ts";

/** As much of a trace as is read for one page of it, from its beginning on. */
const SPANS_MAX = 20_000;
const BYTES_MAX = 64 * 1024 * 1024;

/** Which trace, whose words (everybody's without an agent), and from which entry on. */
export interface ReadingQuestion {
  project: string;
  traceId: string;
  agent?: string | undefined;
  from?: number | undefined;
}

/** A page of what the agents of a trace were given, said and called; undefined when nothing of it is stored. */
export async function getReading(db: Database, { project, traceId, agent, from = 0 }: ReadingQuestion): Promise<Reading | undefined> {
  if (!TraceId.safeParse(traceId).success) return undefined;
  const [{ spans, isCut }, rows] = await Promise.all([
    readToldSpans(db, { project, traceIds: [traceId], limit: SPANS_MAX, bytesMax: BYTES_MAX }),
    readTraceHandoffs(db, { project, traceIds: [traceId] }),
  ]);
  if (spans.length === 0) return undefined;
  const trace = indexTrace(traceId, spans);
  const blocks = readTraceAloud(trace, rows.map((row) => row.handoff));
  const asked = agent === undefined ? blocks : blocks.filter((block) => (block.kind === "run" ? block.agent === agent : block.source === agent || block.target === agent));
  const [counted] = isCut ? await countSpans(db, { project, traceIds: [traceId] }) : [];
  return { traceId, name: summariseTrace(trace, []).name, agents: agentsIn(blocks), ...pageOf(asked, from), spansLeftOut: counted === undefined ? 0 : Math.max(0, counted.spans - trace.spans.length) };
}
