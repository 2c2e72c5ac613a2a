"use client";

import { useEffect, useState } from "react";
import type { Timeline, TimelineLane } from "@/lib/model/timeline.ts";
import { withParams } from "@/lib/text/paths.ts";
import type { Stretch } from "./time-scale.ts";

/** What a window's route answers. */
type WindowBars = Pick<Timeline, "fromNs" | "toNs" | "lanes">;

const ASKS_AFTER_MS = 150;
/** Bars of a window a little wider than what is seen serve a small move as well. */
const MARGIN = 0.25;
/** A window nearly as wide as what is known already would tell nothing more. */
const FINER_BELOW = 0.7;

/** The lanes with the bars of what is looked at: those of the whole first, and finer ones as soon as the server has told them. */
export function useFinerBars(model: Timeline, address: string, window: Stretch): { lanes: readonly TimelineLane[]; failure: string | undefined } {
  const [finer, setFiner] = useState<WindowBars>();
  const [failure, setFailure] = useState<string>();
  const { fromNs, toNs } = window;
  const serves = finer !== undefined && finer.fromNs <= fromNs && finer.toNs >= toNs && toNs - fromNs > (finer.toNs - finer.fromNs) * (1 - FINER_BELOW) ? finer : undefined;
  const isWanted = model.merged && toNs - fromNs < (model.toNs - model.fromNs) * FINER_BELOW && serves === undefined;
  useEffect(() => {
    if (!isWanted) return undefined;
    const leaving = new AbortController();
    const read = async (): Promise<void> => {
      const room = (toNs - fromNs) * MARGIN;
      const response = await fetch(withParams(address, "", { fromNs: String(Math.max(0, Math.floor(fromNs - room))), toNs: String(Math.ceil(toNs + room)) }), { signal: leaving.signal });
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      const bars: WindowBars = await response.json();
      setFiner(bars);
      setFailure(undefined);
    };
    const timer = setTimeout(() => {
      read().catch((error: unknown) => {
        if (!leaving.signal.aborted) setFailure(`Finer bars of this window cannot be shown (${error instanceof Error ? error.message : String(error)}); these are merged ones.`);
      });
    }, ASKS_AFTER_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [isWanted, address, fromNs, toNs]);
  return { lanes: serves?.lanes ?? model.lanes, failure };
}
