import { PAYLOAD_SIDES } from "@/lib/model/handoff-payload.ts";
import { FINDING_CLASSES } from "@/lib/model/vocabulary.ts";
import { OPEN_CLASSES } from "@/lib/model/reconciliation.ts";
import { findOverdueHandoffs } from "@/lib/queries/handoffs/find-overdue-handoffs.ts";
import { getHandoff } from "@/lib/queries/handoffs/get-handoff.ts";
import { type HandoffsQuestion, listHandoffs } from "@/lib/queries/handoffs/list-handoffs.ts";
import { getHandoffCourse } from "@/lib/queries/handoffs/get-handoff-course.ts";
import { readCourseReports } from "@/lib/queries/handoffs/read-course-reports.ts";
import { readHandoffOutline } from "@/lib/queries/handoffs/read-handoff-outline.ts";
import { readPayloadSlice } from "@/lib/queries/handoffs/read-payload-slice.ts";
import { readHandoffsExtent } from "@/lib/queries/handoffs/read-handoffs-extent.ts";
import { readStandingHandoffs } from "@/lib/queries/handoffs/read-standing-handoffs.ts";
import { getReconciliation } from "@/lib/queries/reconciliation/get-reconciliation.ts";
import { countOpen } from "@/lib/queries/reconciliation/count-open.ts";
import { listResolutions, readResolvedHandoffs } from "@/lib/queries/reconciliation/list-resolutions.ts";
import { listUnresolvedGroups } from "@/lib/queries/reconciliation/list-unresolved-groups.ts";
import { findOpenHandoffs, listOpenHandoffs, readOpenItems } from "@/lib/queries/reconciliation/read-open-items.ts";
import { readOpenGroups } from "@/lib/queries/reconciliation/read-open-groups.ts";
import { readReconcilerRuns } from "@/lib/queries/reconciliation/read-reconciler-runs.ts";
import { hasResolutions, readLeftOpen, readResolvedGroups } from "@/lib/queries/reconciliation/read-resolved-groups.ts";
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
  "handoffs/get-handoff-course.ts": (db, { project, handoffs, now }) => each([...handoffs.map((one) => one.id), "nobody"], (id) => getHandoffCourse(db, { project, id, now })),
  "handoffs/read-course-reports.ts": (db, { project, handoffs }) => each(handoffs, async ({ id }) => {
    const handoff = await getHandoff(db, { project, id });
    return handoff === undefined ? [] : readCourseReports(db, project, handoff);
  }),
  "handoffs/read-handoff-outline.ts": (db, { project, handoffs }) => each([...handoffs.map((one) => one.id), "nobody"], (id) => readHandoffOutline(db, { project, id })),
  "handoffs/read-payload-slice.ts": (db, { project, handoffs }) => each([...handoffs.map((one) => one.id), "nobody"], (id) => each(PAYLOAD_SIDES, (side) => readPayloadSlice(db, { project, id, side, offset: 1, limit: 10 }))),
  "handoffs/read-standing-handoffs.ts": (db, { project, traceIds }) => anyOrder(readStandingHandoffs(db, { project, traceIds })),
  "reconciliation/count-open.ts": (db, { project }) => countOpen(db, { project }),
  "reconciliation/get-reconciliation.ts": async (db, { project, window, now }) => {
    const { groups, alerting: _, ...rest } = await getReconciliation(db, { project, ...window, now });
    return [groups.map((group) => ({ ...group, resolved: group.resolved?.count })), rest];
  },
  // When it was resolved is the clock of each database.
  "reconciliation/list-resolutions.ts": async (db, { project }) => {
    const { resolutions, inAll } = await listResolutions(db, { project });
    return [resolutions.map((one) => ({ ...one, id: "", at: "" })), inAll, await each(resolutions, (one) => readResolvedHandoffs(db, { project, id: one.id }))];
  },
  "reconciliation/list-unresolved-groups.ts": async (db, { project, window }) =>
    (await listUnresolvedGroups(db, { project, ...window })).groups.map((group) => ({ ...group, resolved: group.resolved === null ? null : { ...group.resolved, at: "" } })),
  "reconciliation/read-open-items.ts": async (db, { project, window }) => {
    const groups = (await readOpenGroups(db, { project, ...window, classes: [...OPEN_CLASSES] })).slice(0, 5);
    return each(groups, async ({ reason, seamId, newestAt, ...group }) => {
      const [name] = OPEN_CLASSES.filter((one) => one === group.class);
      if (name === undefined) return [];
      const open = await listOpenHandoffs(db, { project, class: name, reason, seamId, from: window.from, upTo: newestAt, limit: 50 });
      const items = await readOpenItems(db, project, open.map((one) => ({ ...one, seamId, class: name, reason })));
      return [open, [...items.values()], await findOpenHandoffs(db, { project, class: name, ids: open.map((one) => one.id) })];
    });
  },
  "reconciliation/read-resolved-groups.ts": async (db, { project, window }) => {
    const groups = await readResolvedGroups(db, { project, ...window });
    const left = await readLeftOpen(db, { project, ...window, classes: groups.map((one) => one.class), reasons: groups.map((one) => one.reason), seamIds: groups.map((one) => one.seamId) });
    return [(await hasResolutions(db, { project })).length, groups.map((one) => ({ ...one, at: "" })), left];
  },
  "reconciliation/read-open-groups.ts": (db, { project, window }) => readOpenGroups(db, { project, ...window, classes: [...OPEN_CLASSES] }),
  "reconciliation/read-reconciler-runs.ts": (db, { project }) => readReconcilerRuns(db, { project }),
  "reconciliation/read-waiting.ts": (db, { project }) => readWaiting(db, { project }),
};
