"use client";

import { useEffect, useState } from "react";
import type { GraphLayout, LaidSeam } from "./layout-graph.ts";

/** A layout, or that there will be none; `of` names the graph that it is of. */
export type LaidOut = { of: string; layout: GraphLayout } | { of: string; layout: undefined };

/** As many layouts as somebody goes back and forth between. */
const KEPT_MAX = 12;
const kept = new Map<string, GraphLayout>();

/**
 * The layout of seams, worked out in a thread of its own, which ends as soon as its graph is no longer asked for; the one before stays
 * until then. The same graph is laid out once. Undefined until there is one.
 */
export function useGraphLayout(seams: readonly LaidSeam[]): LaidOut | undefined {
  const graph = JSON.stringify(seams);
  const [laidOut, setLaidOut] = useState<LaidOut>();
  const known = kept.get(graph);
  const isKnown = known !== undefined;
  useEffect(() => {
    if (isKnown) return undefined;
    const worker = new Worker(new URL("./layout-worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", (event: MessageEvent<GraphLayout>) => {
      worker.terminate();
      keep(graph, event.data);
      setLaidOut({ of: graph, layout: event.data });
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      worker.terminate();
      setLaidOut({ of: graph, layout: undefined });
    });
    worker.postMessage(JSON.parse(graph), []);
    return () => worker.terminate();
  }, [graph, isKnown]);
  return isKnown ? { of: graph, layout: known } : laidOut;
}

function keep(graph: string, layout: GraphLayout): void {
  const [oldest] = kept.keys();
  if (kept.size >= KEPT_MAX && oldest !== undefined) kept.delete(oldest);
  kept.set(graph, layout);
}
