"use client";

import Link from "next/link";
import { useEffect, useMemo, useState } from "react";
import type { Timeline, TimelineLane } from "@/lib/model/timeline.ts";
import { countOf } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { handoffPath } from "@/lib/text/paths.ts";
import { Instant } from "../ui/instant.tsx";
import { activeAt } from "./active-at.ts";
import { wordsOf } from "./arrow-links.tsx";
import type { Playhead } from "./playhead.ts";

const LISTED = 6;
/** How often the list follows the playhead while it plays; faster nobody can read it. */
const EVERY_MS = 100;

interface InFlightProps {
  model: Timeline;
  lanes: readonly TimelineLane[];
  playhead: Playhead;
  isPlaying: boolean;
  aroundNs: number;
}

/** Who is at work and what is under way at the playhead; nothing without one. */
export function InFlight({ model, lanes, playhead, isPlaying, aroundNs }: InFlightProps) {
  const ns = usePlayheadNs(playhead);
  const active = useMemo(() => (ns === undefined ? undefined : activeAt({ ...model, lanes }, ns, aroundNs)), [model, lanes, ns, aroundNs]);
  if (ns === undefined || active === undefined) return null;
  const names = active.lanes.map((lane) => lanes[lane]?.name ?? "");
  const flying = [
    ...active.arrows.map((arrow) => ({ id: arrow.handoffId, words: wordsOf(arrow, lanes) })),
    ...active.gates.map((gate) => ({ id: gate.handoffId, words: gate.words })),
    ...active.missing.map((arrow) => ({ id: arrow.handoffId, words: wordsOf(arrow, lanes) })),
  ];
  return (
    <div className="min-h-18 border-t border-line px-4 py-2 text-xs" role="status" aria-live={isPlaying ? "off" : "polite"} aria-label="At the playhead">
      <p>
        <span className="font-semibold tabular-nums">{formatDuration(ns / 1e6)}</span>{" "}
        <span className="text-ink-3">
          (<Instant at={String(BigInt(model.startUnixNano) + BigInt(Math.round(ns)))} />)
        </span>{" "}
        {names.length === 0 ? "nobody at work" : `at work: ${names.slice(0, LISTED).join(", ")}${names.length > LISTED ? ` and ${names.length - LISTED} more` : ""}`}
      </p>
      <p className="text-ink-2">{flying.length === 0 ? "No handoff is under way." : `${countOf(flying.length, "handoff")} under way:`}</p>
      <ul>
        {flying.slice(0, LISTED).map(({ id, words }) => (
          <li key={`${id} ${words}`} className="[overflow-wrap:anywhere]">
            <Link href={handoffPath(id)} prefetch={false} className="text-link">
              {words}
            </Link>
          </li>
        ))}
        {flying.length > LISTED ? <li className="text-ink-3">{LISTED} of {flying.length}</li> : null}
      </ul>
    </div>
  );
}

/** The playhead's moment, at most ten times a second. */
function usePlayheadNs(playhead: Playhead): number | undefined {
  const [ns, setNs] = useState(playhead.get);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = playhead.subscribe(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setNs(playhead.get());
      }, EVERY_MS);
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [playhead]);
  return ns;
}
