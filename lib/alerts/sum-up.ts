import type { AlertMessage, AlertTransition } from "@/lib/model/alert-firing.ts";
import type { Silence } from "@/lib/model/alert-silence.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { summaryDetail } from "./rows.ts";
import { whatHeld } from "./what-held.ts";
import type { UntoldFiring } from "./world.ts";

/** So many firings are named in one message; of more it is said how many. */
const NAMED_MAX = 20;

interface Moment {
  atMs: number;
  silences: readonly Silence[];
}

/**
 * The rows that tell of firings which began and ended while something held them back, now that it has ended: for each channel that would
 * have been told, one for each thing that held back. They stand under no rule and no seam, so that they change no instance.
 */
export function sumUp(untold: readonly UntoldFiring[], { atMs, silences }: Moment): AlertTransition[] {
  const told = untold.toSorted(byOpening).flatMap((firing) => (firing.channels.length === 0 ? [""] : firing.channels).map((channel) => ({ channel, firing })));
  const groups = [...groupBy(told, ({ channel, firing }) => summaryDetail(firing.suppressedBy, channel))].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return groups.map(([detail, group]) => {
    const [first] = group;
    if (first === undefined) throw new Error("a group has at least one member");
    const at = new Date(atMs).toISOString();
    const firings = group.map(({ firing }) => firing);
    return {
      ruleId: "", seamId: "", detail, at, state: "ok", since: at, firingId: first.firing.firingId, event: "suppressed", channels: first.channel === "" ? [] : [first.channel],
      suppressedBy: "", value: null, n: 0, memory: JSON.stringify({ suppressed: firings.map(({ firingId }) => firingId) }),
      message: summary(first.firing, firings, whatHeld(first.firing.suppressedBy, silences)),
    };
  });
}

function summary(first: UntoldFiring, firings: readonly UntoldFiring[], held: string): AlertMessage {
  const isOneSeam = firings.every(({ message }) => message.seam?.id === first.message.seam?.id);
  const named = firings.slice(0, NAMED_MAX).map(nameOf).join(", ");
  const rest = firings.length > NAMED_MAX ? `, and ${firings.length - NAMED_MAX} more` : "";
  const count = firings.length === 1 ? "One firing began and ended" : `${firings.length} firings began and ended`;
  return { ...first.message, event: "suppressed", seam: isOneSeam ? first.message.seam : null, suppressed: firings.length, note: `${count} untold because of ${held}: ${named}${rest}.` };
}

const byOpening = (a: UntoldFiring, b: UntoldFiring): number => (`${a.message.openedAt} ${a.firingId}` < `${b.message.openedAt} ${b.firingId}` ? -1 : 1);

const nameOf = ({ firingId, message: { rule, seam } }: UntoldFiring): string => `${rule.name}${seam === null ? "" : ` on ${seam.source} → ${seam.target}`} (/a/${firingId})`;
