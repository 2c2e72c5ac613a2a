import { readZoom, writeZoom, type Zoom } from "@/lib/text/span-view.ts";

/** As many spans as an address can name (lib/model/span-window.ts); of more folds than that the oldest are given up. */
const FOLDS_MAX = 300;

/** How a waterfall is folded and narrowed down. Folded are those named, or, with `all`, everything but those. */
export interface WaterfallView {
  all: boolean;
  ids: readonly string[];
  zoom: Zoom | undefined;
  onlyFailures: boolean;
}

/** What the address of a page says of its waterfall. */
export interface WaterfallAddress {
  span: string | undefined;
  zoom: string | undefined;
  only: string | undefined;
}

/** The view of an address, in which nothing is folded. */
export const viewOf = ({ zoom, only }: WaterfallAddress, durationNs: number): WaterfallView => ({ all: false, ids: [], zoom: readZoom(zoom, durationNs), onlyFailures: only === "failures" });

/** The part of a view that stands in the address of the page. */
export const addressOf = ({ zoom, onlyFailures }: Pick<WaterfallView, "zoom" | "onlyFailures">): Omit<WaterfallAddress, "span"> => ({ zoom: writeZoom(zoom), only: onlyFailures ? "failures" : undefined });

/** A view as parameters of a question about it; without those that say nothing. */
export function paramsOf(view: WaterfallView): Record<string, string> {
  const ids = view.ids.join(",");
  const all = { collapsed: view.all ? "all" : ids, expanded: view.all ? ids : "", ...addressOf(view) };
  return Object.fromEntries(Object.entries(all).flatMap(([name, value]): [string, string][] => (value === undefined || value === "" ? [] : [[name, value]])));
}

/** The view with a span folded or open. */
export function withFold(view: WaterfallView, id: string, away: boolean): WaterfallView {
  const others = view.ids.filter((other) => other !== id);
  return { ...view, ids: view.all === away ? others : [...others, id].slice(-FOLDS_MAX) };
}

/** The view after the server opened some spans, and dropped what it was narrowed down by, to show what was looked for. */
export function openedBy(view: WaterfallView, { unfolded, dropped }: { unfolded: readonly string[]; dropped: readonly string[] }): WaterfallView {
  const open = unfolded.reduce((opened, id) => withFold(opened, id, false), view);
  return { ...open, zoom: dropped.includes("zoom") ? undefined : view.zoom, onlyFailures: view.onlyFailures && !dropped.includes("only") };
}
