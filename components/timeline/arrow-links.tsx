"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { useMemo } from "react";
import type { TimelineArrow, TimelineLane } from "@/lib/model/timeline.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { handoffPath } from "@/lib/text/paths.ts";
import { VERDICT_WORDS } from "@/lib/text/verdict-words.ts";
import { isSeen } from "./paint-plot.ts";
import { placeLinks } from "./place-links.ts";
import type { TimeScale } from "./time-scale.ts";

interface ArrowLinksProps {
  arrows: readonly TimelineArrow[];
  lanes: readonly TimelineLane[];
  scale: TimeScale;
  widthPx: number;
  lanePx: number;
}

/** What makes arrows reachable by keyboard and mouse, as far as there is room; a failed handoff's says how it failed. */
export function ArrowLinks({ arrows, lanes, scale, widthPx, lanePx }: ArrowLinksProps) {
  const seen = useMemo(() => arrows.filter((arrow) => isSeen(arrow, scale)), [arrows, scale]);
  const places = useMemo(
    () =>
      placeLinks(
        seen.map((arrow) => ({ from: scale.at(arrow.fromNs), to: arrow.toNs === null ? null : scale.at(arrow.toNs), fromLane: arrow.fromLane, toLane: arrow.toLane, marked: isMarked(arrow) })),
        { widthPx, lanePx },
      ),
    [seen, scale, widthPx, lanePx],
  );
  return seen.map((arrow, index) => {
    const place = places[index];
    if (place === null || place === undefined) return null;
    const words = wordsOf(arrow, lanes);
    return (
      <Link
        key={arrow.handoffId}
        href={handoffPath(arrow.handoffId)}
        prefetch={false}
        aria-label={`Handoff ${words}`}
        title={words}
        className={clsx("absolute z-10 grid h-6 min-w-6 -translate-1/2 place-items-center rounded-full text-2xs font-bold", isMarked(arrow) ? "text-accent" : "hover:bg-ink/15")}
        style={{ left: `${place.at * 100}%`, top: (place.lane + 0.5) * lanePx }}
      >
        {isMarked(arrow) ? <span className="rounded-full border border-accent bg-surface px-1 leading-4">{arrow.verdict === "lost" ? "✕ lost" : "✕"}</span> : null}
      </Link>
    );
  });
}

const isMarked = ({ failed, verdict }: TimelineArrow): boolean => failed || verdict === "lost";

/** A handoff in one line: its ends, its verdict, how long it was on its way. */
export function wordsOf({ fromLane, toLane, verdict, failed, fromNs, toNs }: TimelineArrow, lanes: readonly Pick<TimelineLane, "name">[]): string {
  const took = toNs === null ? (verdict === "lost" ? "never received" : "no reception told here") : formatDuration((toNs - fromNs) / 1e6);
  return `${lanes[fromLane]?.name ?? ""} to ${lanes[toLane]?.name ?? ""}: ${VERDICT_WORDS[verdict].label}${failed ? ", failed" : ""}, ${took}`;
}
