"use client";

import { useEffect, useState } from "react";

/** Nobody looks at the bar more often than this, and the count may wait for it. */
const EVERY_MS = 30_000;
const ADDRESS = "/api/v1/reconciliation/open";
const DECIDED = "seamscope.decided";

/** Says that something was taken off the inbox or put back on it. */
export const tellDecided = (): boolean => window.dispatchEvent(new Event(DECIDED));

/**
 * How many handoffs are open in the inbox; undefined until it is known. It is asked for once the page is painted, and again now and then while
 * somebody looks at it, so that no page waits for it, and when something was decided in the inbox.
 */
export function useOpenCount(): number | undefined {
  const [count, setCount] = useState<number>();
  useEffect(() => {
    const leaving = new AbortController();
    const ask = async (): Promise<void> => {
      if (document.visibilityState === "hidden") return;
      const now = await readCount(leaving.signal);
      if (now !== undefined && !leaving.signal.aborted) setCount(now);
    };
    const onAsk = (): void => void ask();
    const first = setTimeout(onAsk);
    const timer = setInterval(onAsk, EVERY_MS);
    document.addEventListener("visibilitychange", onAsk);
    window.addEventListener(DECIDED, onAsk);
    return () => {
      leaving.abort();
      clearTimeout(first);
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onAsk);
      window.removeEventListener(DECIDED, onAsk);
    };
  }, []);
  return count;
}

/** Undefined when there is no answer: what was known stands until there is one. */
async function readCount(signal: AbortSignal): Promise<number | undefined> {
  try {
    const response = await fetch(ADDRESS, { signal });
    const answer: unknown = response.ok ? await response.json() : undefined;
    return typeof answer === "object" && answer !== null && "handoffs" in answer && typeof answer.handoffs === "number" ? answer.handoffs : undefined;
  } catch {
    return undefined;
  }
}
