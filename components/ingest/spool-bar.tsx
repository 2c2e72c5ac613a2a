import { clsx } from "clsx";
import { SPOOL_MARKS } from "@/lib/model/ingest.ts";
import type { CollectorReport } from "@/lib/model/ingest-report.ts";
import { formatBytes } from "@/lib/text/bytes.ts";
import { formatDuration } from "@/lib/text/duration.ts";

/** How full a spool is, against the marks at which senders are slowed down and refused. */
export function SpoolBar({ spool }: { spool: CollectorReport["spool"] }) {
  const { bytes, softBytes, hardBytes, oldestWaitingS } = spool;
  const maxBytes = hardBytes / SPOOL_MARKS.hard;
  const percent = maxBytes > 0 ? Math.min(100, (bytes / maxBytes) * 100) : 0;
  const isFilling = bytes >= softBytes && bytes > 0;
  return (
    <div className="px-4 pt-1 pb-4">
      <p className={clsx("mb-1.5 text-xs", isFilling ? "font-medium text-accent" : "text-ink-2")}>
        {isFilling ? "✕ " : ""}
        Spool: {formatBytes(bytes)} of {formatBytes(hardBytes)}
        {bytes >= hardBytes && bytes > 0 ? ", so requests are refused for now (503)" : isFilling ? ", so senders are asked to slow down (429)" : ""}
        {oldestWaitingS > 0 ? `; the oldest has waited ${formatDuration(oldestWaitingS * 1000)}` : "; nothing is waiting"}
      </p>
      <div className="relative h-2.5 rounded-sm bg-sunk outline outline-line" role="meter" aria-label="Spool" aria-valuemin={0} aria-valuemax={Math.round(maxBytes)} aria-valuenow={bytes} aria-valuetext={`${formatBytes(bytes)} of ${formatBytes(hardBytes)}`}>
        <div className={clsx("h-full min-w-px rounded-sm", isFilling ? "bg-accent" : "bg-bar")} style={{ width: `${percent}%` }} />
        <Mark share={SPOOL_MARKS.soft} />
        <Mark share={SPOOL_MARKS.hard} />
      </div>
      <p className="relative mt-1 h-4 text-2xs text-ink-3">
        <span className="absolute right-[20.5%] whitespace-nowrap">slow down at {formatBytes(softBytes)}</span>
        <span className="absolute left-[90.5%] whitespace-nowrap">refuse</span>
      </p>
    </div>
  );
}

const Mark = ({ share }: { share: number }) => <span className="absolute -top-0.5 h-3.5 w-0.5 bg-ink" style={{ left: `${share * 100}%` }} />;
