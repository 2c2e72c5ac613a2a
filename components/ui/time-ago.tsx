"use client";

import { useSyncExternalStore } from "react";
import { formatAgo, formatInstant } from "@/lib/text/instant.ts";

const TICK_MS = 10_000;

function everyTick(changed: () => void): () => void {
  const timer = setInterval(changed, TICK_MS);
  return () => clearInterval(timer);
}

const currentTick = () => Math.floor(Date.now() / TICK_MS) * TICK_MS;

/** How long ago something was, kept up to date; the exact time stands in its title. `nowMs` is the server's clock. */
export function TimeAgo({ at, nowMs }: { at: string; nowMs: number }) {
  const tick = useSyncExternalStore(everyTick, currentTick, () => nowMs);
  return (
    <time dateTime={at} title={formatInstant(at)} className="whitespace-nowrap">
      {formatAgo(at, Math.max(tick, nowMs))}
    </time>
  );
}
