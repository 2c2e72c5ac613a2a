import { TimeAgo } from "../ui/time-ago.tsx";

/** Says that the page shows another window than the usual one, and why. */
export function WidenedNotice({ widened, lastSeenAt, nowMs }: { widened: boolean; lastSeenAt: string; nowMs: number }) {
  if (!widened) return null;
  return (
    <p className="panel mb-4 border-ink! px-4 py-2">
      Nothing crossed this seam in the last 24 hours, so <strong>all time</strong> is shown. The last handoff was <TimeAgo at={lastSeenAt} nowMs={nowMs} />.
    </p>
  );
}
