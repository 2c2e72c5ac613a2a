"use client";

import Link from "next/link";
import { useState } from "react";
import type { CriticalPath, PathKind, PathShare } from "@/lib/model/timeline.ts";
import { countOf, formatCount, formatRate } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { agentPath, handoffPath } from "@/lib/text/paths.ts";

const SHOWN = 8;
const KIND_WORDS: Record<PathKind, string> = { work: "at work", transit: "on the way", queue: "in the queue", gate: "at a gate", idle: "nothing reported" };
/** Shape as well as words: work is solid, a wait is dashed as its line on the plot is. */
const KIND_STYLES: Record<PathKind, string> = {
  work: "bg-ink",
  transit: "bg-[repeating-linear-gradient(90deg,var(--ink)_0_6px,transparent_6px_9px)]",
  queue: "bg-[repeating-linear-gradient(90deg,var(--ink)_0_3px,transparent_3px_5px)]",
  gate: "bg-[repeating-linear-gradient(90deg,var(--ink)_0_2px,transparent_2px_6px)]",
  idle: "border border-control",
};

/** What the time was spent on: the critical path's stretches, alike ones added up, the largest first. */
export function PathShares({ path, durationNs }: { path: CriticalPath; durationNs: number }) {
  const [all, setAll] = useState(false);
  if (path.shares.length === 0) return null;
  const shown = all ? path.shares : path.shares.slice(0, SHOWN);
  const rest = path.shares.slice(shown.length);
  return (
    <div className="border-t border-line px-4 py-2">
      <h3 className="text-xs font-semibold">
        What the time was spent on{" "}
        <span className="font-normal text-ink-3">
          along the critical path, {countOf(path.partsInAll, "stretch", "stretches")} over {formatDuration(path.lengthNs / 1e6)}
          {path.lengthNs < durationNs * 0.999 ? ` of ${formatDuration(durationNs / 1e6)}` : ""}
          {path.parts.length < path.partsInAll ? `; the longest ${formatCount(path.parts.length)} are drawn` : ""}
        </span>
      </h3>
      <table className="mt-1 w-full text-xs">
        <thead className="sr-only">
          <tr>
            <th>Share</th>
            <th>On what</th>
            <th>Time</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((share) => (
            <ShareRow key={`${share.kind} ${share.from} ${share.to}`} share={share} />
          ))}
        </tbody>
      </table>
      {rest.length === 0 && !all ? null : (
        <button type="button" onClick={() => setAll(!all)} className="mt-1 text-xs text-ink-2 underline underline-offset-3 hover:text-ink">
          {all ? "Show the largest" : `Show ${countOf(rest.length, "more", "more")}, ${formatRate(rest.reduce((sum, share) => sum + share.share, 0))} together`}
        </button>
      )}
    </div>
  );
}

function ShareRow({ share: { kind, from, to, handoffId, ns, share, parts } }: { share: PathShare }) {
  return (
    <tr>
      <td className="w-32 py-0.5 pr-3 whitespace-nowrap max-sm:w-20">
        <span className="flex items-center gap-2">
          <span className="w-11 text-end tabular-nums">{formatRate(share)}</span>
          <span className="h-2 min-w-0 flex-1">
            <span className={`block h-2 ${KIND_STYLES[kind]}`} style={{ width: `max(3px, ${share * 100}%)` }} />
          </span>
        </span>
      </td>
      <td className="py-0.5 pr-3 [overflow-wrap:anywhere]">
        {kind === "idle" ? KIND_WORDS.idle : null}
        {kind === "work" ? (
          <Link href={agentPath(from)} prefetch={false} className="text-link">
            {from}
          </Link>
        ) : null}
        {handoffId === "" ? null : (
          <Link href={handoffPath(handoffId)} prefetch={false} className="text-link" title={parts > 1 ? "Opens the handoff with the longest of these waits" : "Opens the handoff"}>
            {from} → {to}
          </Link>
        )}{" "}
        {kind === "idle" ? null : <span className="text-ink-2">{KIND_WORDS[kind]}</span>}
        {parts > 1 ? <span className="text-ink-3">, {countOf(parts, "stretch", "stretches")}</span> : null}
      </td>
      <td className="py-0.5 text-end whitespace-nowrap tabular-nums">{formatDuration(ns / 1e6)}</td>
    </tr>
  );
}
