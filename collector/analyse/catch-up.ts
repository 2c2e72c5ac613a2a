import type { Database } from "@/lib/clickhouse/open-database.ts";
import { findUnanalysedTraces } from "@/lib/queries/traces/find-unanalysed-traces.ts";
import type { WorkShare } from "./work-share.ts";

const EVERY_MS = 60_000;
/** What a killed collector owes is looked for over a day, when that may be ours; what slips through otherwise is at most minutes old. */
const FIRST_S = 86_400;
const THEN_S = 600;
const TRACES_MAX = 1_000_000;

/** What catching up needs; `queue` takes traces that must be analysed by whomever they belong to. */
export interface CatchUpParts {
  db: Database;
  project: string;
  share: Pick<WorkShare, "isShared" | "isLeader" | "owns">;
  queue: (traceIds: Iterable<string>) => void;
}

/** Finds traces that were stored and never analysed. */
export interface CatchUp {
  /** Does it when it is time: at first, when it was asked for, and once a minute where this collector does what is done by the clock. */
  round(): Promise<void>;
  /** The share is another one now: the next round looks a day back. */
  soon(): void;
}

/** `nowMs` is a clock that never jumps. */
export function createCatchUp({ db, project, share, queue }: CatchUpParts, nowMs: () => number): CatchUp {
  let isAsked = true;
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    async round() {
      const isTurn = share.isLeader() && nowMs() - lastMs >= EVERY_MS;
      if (!isAsked && !isTurn) return;
      const lookBackS = isAsked ? FIRST_S : THEN_S;
      const asked = isAsked;
      isAsked = false;
      lastMs = nowMs();
      try {
        const traceIds = (await findUnanalysedTraces(db, { project, lookBackS, limit: TRACES_MAX })).map((row) => row.traceId);
        queue(isTurn ? traceIds : traceIds.filter((traceId) => share.owns(traceId)));
      } catch (error) {
        [isAsked, lastMs] = [asked, Number.NEGATIVE_INFINITY];
        throw error;
      }
    },
    soon() {
      isAsked = true;
    },
  };
}
