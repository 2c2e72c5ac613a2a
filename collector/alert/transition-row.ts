import type { AlertTransition } from "@/lib/model/alert-firing.ts";

/** A transition as a row of `alert_transitions`; the database says when it was written. */
export const toTransitionRow = ({ ruleId, seamId, firingId, event, suppressedBy, message, ...row }: AlertTransition, project: string): Record<string, unknown> => ({
  ...row, project, rule_id: ruleId, seam_id: seamId, firing_id: firingId, event: event ?? "", suppressed_by: suppressedBy, message: message === null ? "" : JSON.stringify(message),
});
