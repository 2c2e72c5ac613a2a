import type { AlertTransition } from "@/lib/model/alert-firing.ts";

/** A transition as a row of `alert_transitions`; the database says when it was written, and refuses it later than `writeBeforeMs` (unix milliseconds by its clock). */
export const toTransitionRow = ({ ruleId, seamId, firingId, event, suppressedBy, message, ...row }: AlertTransition, { project, writeBeforeMs }: { project: string; writeBeforeMs: number }): Record<string, unknown> => ({
  ...row, project, write_before: new Date(writeBeforeMs).toISOString(), rule_id: ruleId, seam_id: seamId, firing_id: firingId, event: event ?? "", suppressed_by: suppressedBy, message: message === null ? "" : JSON.stringify(message),
});
