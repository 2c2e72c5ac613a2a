import { z } from "zod";
import { OPEN_CLASSES, OpenCount, Reconciliation, ReopenRequest, Resolution, ResolutionDone, RESOLVED_MAX, ResolveRequest } from "@/lib/model/reconciliation.ts";
import { RESOLUTIONS_MAX } from "@/lib/queries/reconciliation/list-resolutions.ts";
import { endpoint, NO_PARAMS, NotBackwards, Period } from "./endpoint.ts";
import { limitParameter, TextParameter } from "./parameters.ts";

const JSON_BODY = ["application/json"];

/** What was resolved. */
export const ResolutionsAnswer = z.object({ resolutions: z.array(Resolution), inAll: z.number() });

/** What is open, what was taken off the inbox, and whether the clock's work is done. */
export const RECONCILIATION_ENDPOINTS = {
  reconciliation: endpoint({
    path: "/reconciliation",
    summary: "Open handoffs in groups, what still has time, and the reconciler's own runs",
    description: "Lost, orphaned, without payload, without approval, overdue at a gate, dead-lettered; less what was resolved. `absence` is a finding when the reconciler itself is missing; `alerting` tells whether alert rules are evaluated. No bound on time unless one is given. Filters add up.",
    params: NO_PARAMS,
    query: Period.extend({
      class: z.enum(OPEN_CLASSES).optional().describe("open by this class"),
      owner: z.string().max(4096).optional().describe("team that answers for the seam; empty: nobody does"),
      min_age_s: z.coerce.number().int().min(0).optional().describe("whose oldest handoff started at least so many seconds ago"),
    }).refine(NotBackwards.holds, NotBackwards.problem),
    answer: Reconciliation,
  }),
  openCount: endpoint({
    path: "/reconciliation/open",
    summary: "How much is open in the inbox",
    description: "Of all time that is kept, less what was resolved. A handoff counts once for each class it is open by.",
    params: NO_PARAMS,
    query: NO_PARAMS,
    answer: OpenCount,
  }),
  resolutions: endpoint({
    path: "/reconciliation/resolutions",
    summary: "What was taken off the inbox, why, and what has become of it",
    description: "The latest first. Kept for ever.",
    params: NO_PARAMS,
    query: z.strictObject({ id: TextParameter.optional().describe("one alone"), limit: limitParameter(RESOLUTIONS_MAX) }),
    answer: ResolutionsAnswer,
  }),
  resolve: endpoint({
    method: "post",
    path: "/reconciliation/resolutions",
    summary: "Takes open handoffs off the inbox, with a reason",
    description: `Whole groups as they were shown, or single handoffs; at most ${RESOLVED_MAX} of them, the oldest. Verdicts, findings and counts stand. 409 when a group has grown since, or nothing of it is open.`,
    params: NO_PARAMS,
    query: NO_PARAMS,
    body: { types: JSON_BODY, schema: ResolveRequest, description: "why, by whom, and which groups or handoffs" },
    answer: ResolutionDone,
  }),
  reopen: endpoint({
    method: "post",
    path: "/reconciliation/resolutions/{id}/reopen",
    summary: "Puts what a resolution took off the inbox back on it",
    description: "All of it, or the handoffs named. 409 when nothing of it is resolved any more.",
    params: z.strictObject({ id: TextParameter }),
    query: NO_PARAMS,
    body: { types: JSON_BODY, schema: ReopenRequest, description: "`{}` for all of it" },
    answer: ResolutionDone,
  }),
};
