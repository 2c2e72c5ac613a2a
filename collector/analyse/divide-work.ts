import type { Settler } from "./settle-traces.ts";
import type { Charge, WorkShare } from "./work-share.ts";

/** What dividing needs: the share, who waits, and for traces that share a handoff with others the first of them all. */
export interface DivisionParts {
  share: WorkShare;
  settler: Settler;
  leadsOf: (traceIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** A clock that never jumps. */
  nowMs: () => number;
}

/** What waits for its analysis here, and what is handed to other collectors. */
export interface Division {
  /** These are to be analysed, by whomever they belong to; `fresh` says that spans of them were stored. */
  queue(traceIds: Iterable<string>, fresh: boolean): void;
  /** Another collector has found these to be ours. */
  take(charge: Charge): void;
  /** Takes out what is due and ours; the rest is told to its owners. */
  takeDue(limit: number): Promise<string[]>;
}

/**
 * A trace waits with its own owner until it has fallen quiet, and is then analysed by the owner of the first trace it shares a handoff
 * with, so that work over several traces is judged in one place. What comes from there is not handed on.
 */
export function divideWork({ share, settler, leadsOf, nowMs }: DivisionParts): Division {
  const leads = new Map<string, string>();
  const handOn = (traceId: string, leadId: string): void => share.tell([{ traceId, leadId, fresh: false }]);
  return {
    queue(traceIds, fresh) {
      const [theirs, at] = [[] as Charge[], nowMs()];
      for (const traceId of traceIds) {
        if (!share.isShared() || share.owns(traceId)) settler.grew(traceId, at);
        else theirs.push({ traceId, leadId: traceId, fresh });
      }
      if (theirs.length > 0) share.tell(theirs);
    },
    take({ traceId, leadId }) {
      if (leadId === traceId) {
        settler.grew(traceId, nowMs());
      } else {
        leads.set(traceId, leadId);
        settler.isQuiet(traceId, nowMs());
      }
    },
    async takeDue(limit) {
      const due = settler.takeDue(nowMs(), limit);
      if (!share.isShared()) {
        leads.clear();
        return due;
      }
      const found = due.length === 0 ? new Map<string, string>() : await leadsOf(due.filter((traceId) => !leads.has(traceId)));
      return due.filter((traceId) => {
        const leadId = leads.get(traceId) ?? found.get(traceId) ?? traceId;
        leads.delete(traceId);
        const isOurs = share.owns(leadId);
        if (!isOurs) handOn(traceId, leadId);
        return isOurs;
      });
    },
  };
}
