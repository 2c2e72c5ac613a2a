import type { Database } from "@/lib/clickhouse/open-database.ts";
import { readGrownTraces } from "@/lib/queries/collectors/read-grown-traces.ts";

/** A trace to be analysed, by the owner of the trace `leadId`: itself, or the first of those it hangs together with. */
export interface Charge {
  traceId: string;
  leadId: string;
  /** Spans were stored; otherwise it is to be judged again. */
  fresh: boolean;
}

/** The table by which collectors tell each other what has grown. */
export interface GrownTraces {
  tell(charges: Iterable<Charge>): void;
  /** Writes what was told since the last time. What cannot be written is kept, and found as not analysed when that is too much. */
  flush(): Promise<void>;
  /** What anybody told since the last time. */
  read(): Promise<Charge[]>;
  /** The next reading begins so long ago (milliseconds), and gives what was given before once more. */
  rewind(ms: number): void;
}

/** An insert becomes visible some time after the moment it carries; rows are looked for so far back. */
const OVERLAP_MS = 5000;
const WAITING_MAX = 100_000;

/** `nowMs` is the database's clock in unix milliseconds. */
export function openGrownTraces(db: Database, project: string, nowMs: () => number): GrownTraces {
  const waiting = new Map<string, Charge>();
  const seen = new Map<string, number>();
  let sinceMs: number | undefined;
  return {
    tell(charges) {
      for (const charge of charges) if (waiting.size < WAITING_MAX) waiting.set(charge.traceId, { ...charge, fresh: charge.fresh || (waiting.get(charge.traceId)?.fresh ?? false) });
    },
    async flush() {
      if (waiting.size === 0) return;
      const charges = [...waiting.values()];
      await db.insert("grown_traces", charges.map(({ traceId, leadId, fresh }) => ({ project, trace_id: traceId, lead_id: leadId, fresh })));
      for (const charge of charges) if (waiting.get(charge.traceId) === charge) waiting.delete(charge.traceId);
    },
    async read() {
      const startedMs = Math.trunc(nowMs());
      const rows = await readGrownTraces(db, { project, sinceMs: Math.max(0, sinceMs ?? startedMs) });
      const news = rows.filter(({ traceId, leadId, fresh, atMs }) => !seen.has(`${traceId} ${leadId} ${fresh} ${atMs}`));
      for (const { traceId, leadId, fresh, atMs } of rows) seen.set(`${traceId} ${leadId} ${fresh} ${atMs}`, atMs);
      sinceMs = startedMs - OVERLAP_MS;
      for (const [row, atMs] of seen) if (atMs < sinceMs) seen.delete(row);
      return news.map(({ traceId, leadId, fresh }) => ({ traceId, leadId, fresh }));
    },
    rewind(ms) {
      sinceMs = Math.trunc(nowMs()) - ms;
      seen.clear();
    },
  };
}
