import type { LiveChange, LiveTopic } from "@/lib/model/live.ts";

/** Whether a change is of what somebody wants to hear. */
export function concerns(topic: LiveTopic, change: LiveChange): boolean {
  const { seam, handoff, workflow, traces } = topic;
  if (seam === undefined && handoff === undefined && workflow === undefined && traces === undefined) return true;
  if (change.kind === "handoff" && (change.seamId === seam || change.id === handoff || (workflow !== undefined && change.workflow === workflow))) return true;
  return traces?.some((traceId) => change.traceIds.includes(traceId)) === true;
}
