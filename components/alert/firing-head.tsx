import Link from "next/link";
import type { Firing } from "@/lib/model/alert-view.ts";
import { conditionWords, formatMeasured } from "@/lib/text/alert-words.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { rulePath, seamPath, withParams } from "@/lib/text/paths.ts";
import { Instant } from "../ui/instant.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import { SeverityMark, StateMark } from "./alert-marks.tsx";
import { restsOn } from "./measured-value.tsx";

const HOUR_MS = 3_600_000;

/** A firing in one sentence: what fired on which seam, what was measured, since when, and whether it goes on. */
export function FiringHead({ firing, nowMs }: { firing: Firing; nowMs: number }) {
  const { rule, seam, openedAt, resolvedAt, value } = firing;
  const lasted = Date.parse(resolvedAt ?? new Date(nowMs).toISOString()) - Date.parse(openedAt);
  return (
    <header className="panel mb-4 px-4 py-3">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        <StateMark state={resolvedAt === null ? "firing" : "ok"} />
        <SeverityMark severity={rule.severity} />
        <span className="text-ink-3">
          {resolvedAt === null ? "for" : "fired for"} {formatDuration(lasted)}, since <Instant at={openedAt} precision="s" /> (<TimeAgo at={openedAt} nowMs={nowMs} />)
        </span>
      </p>
      <p className="mt-1 text-base [overflow-wrap:anywhere]">
        <Link href={rulePath(rule.name)} className="text-link font-medium">
          {rule.name}
        </Link>
        : {conditionWords(rule)}
        {seam === null ? "" : ` on ${seam.source} → ${seam.target}`}
        {firing.detail === "" ? "" : ` (${firing.detail})`}. Measured <strong>{formatMeasured(rule.metric, value)}</strong> ({restsOn(firing)})
        {resolvedAt === null ? "; it goes on." : <>; well again since <Instant at={resolvedAt} precision="s" />.</>}
      </p>
      {seam === null ? null : (
        <p className="mt-1 text-sm">
          <Link href={withParams(seamPath(seam.id), "", windowAround(openedAt, resolvedAt, nowMs))} className="text-link">
            The seam over the time of this firing
          </Link>
        </p>
      )}
    </header>
  );
}

/** From an hour before it fired until a little after it ended. */
function windowAround(openedAt: string, resolvedAt: string | null, nowMs: number): { from: string; to: string } {
  const endMs = resolvedAt === null ? nowMs : Math.min(nowMs, Date.parse(resolvedAt) + HOUR_MS / 4);
  return { from: new Date(Date.parse(openedAt) - HOUR_MS).toISOString(), to: new Date(endMs).toISOString() };
}
