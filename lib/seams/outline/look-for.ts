import type { FINDS } from "@/lib/model/span-window.ts";
import type { Outline } from "./outline.ts";
import { firstAtOrAfter, isFolded, isLeftOut, type OutlineView } from "./visible-rows.ts";

/** A span that was asked for by its id, or looked for from there. Without `find` it is the span itself. */
export interface Target {
  spanId: string | undefined;
  find: (typeof FINDS)[number] | undefined;
}

/** The place that is asked for; failures are looked for round the end of the trace. Undefined when there is none. */
export function lookFor(outline: Outline, { spanId, find }: Target): number | undefined {
  const index = spanId === undefined ? undefined : outline.indexOf(spanId);
  if (find === undefined) return index;
  const { failing } = outline;
  if (find === "failure-after") return failing[firstAtOrAfter(failing, (index ?? -1) + 1)] ?? failing[0];
  if (find === "failure-before") return failing[firstAtOrAfter(failing, index ?? 0) - 1] ?? failing.at(-1);
  const outer = index === undefined ? -1 : (outline.outer[index] ?? -1);
  return outer === -1 ? undefined : outer;
}

/** A view in which a place can be seen, and what had to change for it. */
export interface Opened {
  view: OutlineView;
  unfolded: string[];
  dropped: ("zoom" | "only")[];
}

/** Opens the spans around a place, and drops what the view is narrowed down by when it would hide it. */
export function openAround(outline: Outline, view: OutlineView, index: number): Opened {
  const folded = isFolded(outline, view);
  const unfolded: string[] = [];
  for (let above = outline.outer[index] ?? -1; above !== -1; above = outline.outer[above] ?? -1) {
    if (folded(above)) unfolded.push(outline.spans[above]?.spanId ?? "");
  }
  const hides = (part: Partial<OutlineView>) => isLeftOut(outline, { ...view, zoom: undefined, onlyFailures: false, ...part })(index);
  const dropped: Opened["dropped"] = [...(hides({ zoom: view.zoom }) ? (["zoom"] as const) : []), ...(hides({ onlyFailures: view.onlyFailures }) ? (["only"] as const) : [])];
  const open = new Set(unfolded);
  return {
    unfolded, dropped,
    view: {
      collapsed: view.collapsed === "all" ? "all" : view.collapsed.filter((id) => !open.has(id)),
      expanded: view.collapsed === "all" ? [...view.expanded, ...unfolded] : view.expanded,
      zoom: dropped.includes("zoom") ? undefined : view.zoom,
      onlyFailures: view.onlyFailures && !dropped.includes("only"),
    },
  };
}
