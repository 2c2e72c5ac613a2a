import { FINDING_CLASSES } from "@/lib/model/vocabulary.ts";
import { OPEN_CLASSES } from "@/lib/model/reconciliation.ts";
import { findOverdueHandoffs } from "@/lib/queries/handoffs/find-overdue-handoffs.ts";
import { getHandoff } from "@/lib/queries/handoffs/get-handoff.ts";
import { type HandoffsQuestion, listHandoffs } from "@/lib/queries/handoffs/list-handoffs.ts";
import { readHandoffsExtent } from "@/lib/queries/handoffs/read-handoffs-extent.ts";
import { readStandingHandoffs } from "@/lib/queries/handoffs/read-standing-handoffs.ts";
import { getReconciliation } from "@/lib/queries/reconciliation/get-reconciliation.ts";
import { readOpenGroups } from "@/lib/queries/reconciliation/read-open-groups.ts";
import { readReconcilerRuns } from "@/lib/queries/reconciliation/read-reconciler-runs.ts";
import { readWaiting } from "@/lib/queries/reconciliation/read-waiting.ts";
import { anyOrder, each, type Questions } from "./question.ts";

/** Everything that lib/queries/handoffs and lib/queries/reconciliation can be asked. */
export const QUESTIONS_OF_HANDOFFS: Questions = {
  "handoffs/find-overdue-handoffs.ts": (db, { project }) => anyOrder(findOverdueHandoffs(db, { project, limit: 1000 })),
  "handoffs/get-handoff.ts": (db, { project, handoffs }) => each([...handoffs.map((one) => one.id), "nobody"], (id) => getHandoff(db, { project, id })),
  "handoffs/list-handoffs.ts": async (db, { project, window, traceIds, seams }) => {
    const asked: Omit<HandoffsQuestion, "project" | "limit">[] = [
      {}, { failed: true }, { failed: false, candidates: true }, { verdict: "lost" }, window,
      ...FINDING_CLASSES.slice(0, 6).map((one) => ({ class: one })), ...traceIds.map((trace) => ({ trace })), ...seams.map((seam) => ({ seam: seam.id })),
    ];
    const first = await listHandoffs(db, { project, limit: 7 });
    const second = await listHandoffs(db, { project, limit: 7, ...(first.next === null ? {} : { cursor: first.next }) });
    return [first, second, await each(asked, (one) => listHandoffs(db, { project, limit: 200, ...one }))];
  },
  // A rough answer, in which rows count that were replaced since.
  "handoffs/read-handoffs-extent.ts": async (db) => (await readHandoffsExtent(db)).rows > 0,
  "handoffs/read-standing-handoffs.ts": (db, { project, traceIds }) => anyOrder(readStandingHandoffs(db, { project, traceIds })),
  "reconciliation/get-reconciliation.ts": (db, { project, window, now }) => getReconciliation(db, { project, ...window, now }),
  "reconciliation/read-open-groups.ts": (db, { project, window }) => readOpenGroups(db, { project, ...window, classes: [...OPEN_CLASSES] }),
  "reconciliation/read-reconciler-runs.ts": (db, { project }) => readReconcilerRuns(db, { project }),
  "reconciliation/read-waiting.ts": (db, { project }) => readWaiting(db, { project }),
};
