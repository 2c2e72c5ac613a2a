"use client";

import { Pause, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";

/** A page older than this was brought back by the browser's Back button and shows old numbers. */
const STALE_MS = 4000;

/**
 * Asks the server for the page again while its tab is visible. Old rows stay until the new ones are there. The button is
 * what WCAG 2.2.2 asks of anything that moves by itself.
 */
export function AutoRefresh({ everyMs, renderedAtMs }: { everyMs: number; renderedAtMs: number }) {
  const router = useRouter();
  const [live, setLive] = useState(true);
  const [firstRenderedAtMs] = useState(renderedAtMs);
  const [pending, startTransition] = useTransition();
  useEffect(() => {
    if (!live) return undefined;
    const refresh = () => {
      if (document.visibilityState === "visible") startTransition(() => router.refresh());
    };
    if (Date.now() - firstRenderedAtMs > STALE_MS) refresh();
    const timer = setInterval(refresh, everyMs);
    document.addEventListener("visibilitychange", refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", refresh);
    };
  }, [live, everyMs, router, firstRenderedAtMs]);
  const Icon = live ? Pause : Play;
  return (
    <button
      type="button"
      onClick={() => setLive(!live)}
      aria-pressed={live}
      data-pending={pending || undefined}
      className="flex h-7 items-center gap-1.5 rounded border border-control px-2 text-xs text-ink-2 hover:text-ink"
    >
      <Icon className="size-3" aria-hidden="true" />
      {live ? "Live" : "Paused"}
    </button>
  );
}
