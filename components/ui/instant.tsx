"use client";

import { formatInstant, formatInstantAt, type InstantPrecision } from "@/lib/text/instant.ts";
import { useViewerOffset } from "./use-viewer-offset.ts";

interface InstantProps {
  /** RFC 3339, or unix nanoseconds as digits. */
  at: string;
  precision?: InstantPrecision;
}

/** A point in time on the viewer's own clock, with UTC in its title. The server, which cannot know the zone, writes UTC. */
export function Instant({ at, precision = "ms" }: InstantProps) {
  return (
    <time dateTime={at} title={formatInstant(at)} className="whitespace-nowrap tabular-nums">
      {formatInstantAt(at, useViewerOffset(at), precision)}
    </time>
  );
}
