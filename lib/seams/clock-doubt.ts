import type { Handoff } from "@/lib/model/handoff.ts";
import type { Evidence } from "./evidence.ts";
import { clocksDisagree } from "./latency.ts";

const DOUBT = "latency: the clocks of both sides disagree";

/** Whether a handoff says that its two clocks disagree. */
export const hasClockDoubt = ({ incomplete }: Handoff): boolean => incomplete.some((part) => part.startsWith(DOUBT));

/** Why no latency is claimed, as one line of what is missing; "" when the clocks of both sides agree. */
export function clockDoubt(evidence: Evidence): string {
  if (!clocksDisagree(evidence)) return "";
  const skew = evidence.clockSkewMs;
  const by = skew === null ? "" : `: the target's is about ${Math.round(Math.abs(skew) / 1000)} s ${skew > 0 ? "ahead" : "behind"}`;
  return `${DOUBT}${by}`;
}
