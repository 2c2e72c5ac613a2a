import { Reconciliation } from "@/lib/model/reconciliation.ts";
import { endpoint, NO_PARAMS, NotBackwards, Period } from "./endpoint.ts";

/** What is open, and whether the clock's work is done. */
export const RECONCILIATION_ENDPOINTS = {
  reconciliation: endpoint({
    path: "/reconciliation",
    summary: "Open handoffs in groups, what still has time, and the reconciler's own runs",
    description: "Lost, orphaned, without payload, without approval, overdue at a gate, dead-lettered. `absence` is a finding when the reconciler itself is missing. No bound on time unless one is given.",
    params: NO_PARAMS,
    query: Period.refine(NotBackwards.holds, NotBackwards.problem),
    answer: Reconciliation,
  }),
};
