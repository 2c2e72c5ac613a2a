"use client";

import { Pause, Play } from "lucide-react";
import type { LiveTopic } from "@/lib/model/live.ts";
import { TimeAgo } from "../../ui/time-ago.tsx";
import type { LiveState } from "./listen-live.ts";
import { useLive } from "./use-live.ts";

interface LiveProps {
  /** The server's clock when the page was made, in unix milliseconds. */
  renderedAtMs: number;
  /** What the page is about; left out, every handoff and trace; null where the page shows what the stream does not tell. */
  topic?: LiveTopic | null;
}

const WORDS: Record<LiveState, string> = { connecting: "Live", live: "Live", reconnecting: "Reconnecting…", away: "Database away…", refused: "Live, every 5 s" };

/**
 * Keeps a page up to date: it is read anew when something changed that concerns it. Old rows stay until the new ones are
 * there. The button is what WCAG 2.2.2 asks of anything that moves by itself.
 */
export function Live({ renderedAtMs, topic = {} }: LiveProps) {
  const { on, toggle, state, pending, changedAt, said } = useLive(renderedAtMs, topic);
  const Icon = on ? Pause : Play;
  return (
    <span className="flex items-center gap-2 print:hidden">
      {changedAt === undefined ? null : (
        <span className="hidden text-xs text-ink-3 md:inline">
          last change <TimeAgo at={new Date(changedAt).toISOString()} nowMs={changedAt} />
        </span>
      )}
      <button
        type="button"
        onClick={toggle}
        aria-pressed={on}
        data-pending={pending || undefined}
        data-state={on ? state : "paused"}
        title={on ? "This page follows what happens. Click to hold it still" : "This page stands still. Click to follow what happens"}
        className="flex h-7 items-center gap-1.5 rounded border border-control px-2 text-xs whitespace-nowrap text-ink-2 hover:text-ink"
      >
        <Icon className="size-3" aria-hidden="true" />
        {on ? WORDS[state] : "Paused"}
      </button>
      <span role="status" className="sr-only">
        {said}
      </span>
    </span>
  );
}
