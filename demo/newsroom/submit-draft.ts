import type { Stage } from "../agent.ts";
import { type HandoffCard, about, handOver, sent } from "../handoff.ts";
import { mishapsOf } from "../mishaps.ts";
import type { Activity } from "../telemetry.ts";
import { type ApprovalRequest, DRAFT_DEADLINE_MS, EXECUTOR, type Draft } from "./queues.ts";

/** What an agent that writes knows of the draft it submits. */
export interface Submission {
  id: string;
  /** Which piece of work of the day it is, whatever the day: cycle and number, or the question it answers. */
  piece: string;
  correlation: string;
  draft: Draft;
  /** The folder this release keeps its drafts in. */
  shelf: string;
}

/** What happens to which drafts of the simulated day after they were written. */
const PLANS = {
  "outbound-engager": { "no answer": ["44/2"], "slow answer": [], "approval not queued": [], "crash while submitting": [] },
  "inbound-engager": { "no answer": ["43/2"], "slow answer": [], "approval not queued": ["17/1"], "crash while submitting": [] },
  "blog-publisher": { "no answer": [], "slow answer": ["14/0"], "approval not queued": [], "crash while submitting": ["26/0"] },
} as const;

/** Gives an agent the way to submit its drafts for approval: keep the text, hand over to the executor, ask the person in between. */
export function openDesk({ clock, folder }: Stage, author: keyof typeof PLANS) {
  const requests = folder.outbox<ApprovalRequest>("for-approval", author);
  const mishapOf = mishapsOf<keyof (typeof PLANS)["outbound-engager"]>(clock.day, author, PLANS[author]);
  return {
    async submit(run: Activity, { id, piece, correlation, draft, shelf }: Submission): Promise<void> {
      const mishap = mishapOf(piece);
      folder.keep(shelf, id, JSON.stringify(draft));
      const card: HandoffCard = { id, source: author, target: EXECUTOR, contract: "draft-for-publishing", version: "1.2.0", correlation };
      const terms = { "handoff.deadline": new Date(run.nowMs + clock.wait(DRAFT_DEADLINE_MS)).toISOString() };
      const parcel = mishap === "crash while submitting" ? crash(run, card, draft) : await handOver(run, card, draft, terms);
      requests.put({ atMs: parcel.atMs, traceparent: parcel.traceparent, card, piece: `${author} ${piece}`, mishap });
    },
    close: () => requests.close(),
  };
}

/** The request went out, and the agent died before its telemetry did: the sending is never reported. */
function crash(run: Activity, card: HandoffCard, draft: Draft) {
  const { nowMs, traceparent } = run.begin(`handoff ${card.target}`, { attributes: { ...about(card), ...sent(draft) } });
  return { atMs: nowMs, traceparent };
}
