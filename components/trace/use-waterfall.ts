"use client";

import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from "react";
import type { SpanWindow } from "@/lib/model/span-window.ts";
import { spansPath } from "@/lib/text/paths.ts";
import { useUrlState } from "../shell/use-url-state.ts";
import { type FixedRows, useFixedRows } from "../ui/use-fixed-rows.ts";
import { WaterfallStore, type WaterfallState } from "./waterfall-store.ts";
import type { WaterfallAddress } from "./waterfall-view.ts";

/** Every row is this high, so that the place of any row is known without measuring; the head stands above them. */
export const [WATERFALL_ROW_PX, WATERFALL_HEAD_PX] = [26, 26];

/** A waterfall as its parts show it: what is there, which of it is in view, and what can be done. */
export interface Waterfall {
  store: WaterfallStore;
  state: WaterfallState;
  visible: Omit<FixedRows, "show">;
  /** The chosen span's row, when it was read. */
  selectedRow: number | undefined;
}

/** The waterfall of a trace; `first` are the rows that came with the page, as its address asks for them. */
export function useWaterfall(traceId: string, first: SpanWindow, durationNs: number): Waterfall {
  const { search, change } = useUrlState();
  const { span, zoom, only } = addressIn(search);
  const [store] = useState(() => new WaterfallStore(first, { span, zoom, only }, durationNs, { ask: (params) => askForRows(traceId, params), write: change }));
  const state = useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot);
  const { show, ...visible } = useFixedRows(state.total, WATERFALL_ROW_PX, WATERFALL_HEAD_PX);
  const { from, to } = visible.seen;
  useEffect(() => void store.adopt({ span, zoom, only }), [store, span, zoom, only]);
  // Who goes back at once may be back before React has seen the address in between.
  useEffect(() => {
    const goneBack = () => {
      if (window.location.pathname.includes(traceId)) void store.adopt(addressIn(new URLSearchParams(window.location.search)));
    };
    window.addEventListener("popstate", goneBack);
    return () => window.removeEventListener("popstate", goneBack);
  }, [store, traceId]);
  useEffect(() => store.need(from, to), [store, from, to]);
  useEffect(() => void store.renew(first.version, 0), [store, first.version]);
  useLayoutEffect(() => {
    if (state.show !== undefined) show(state.show.row, state.show.where);
  }, [state.show, show]);
  return { store, state, visible, selectedRow: store.rowOf(state.selected) };
}

const addressIn = (search: URLSearchParams): WaterfallAddress => ({ span: search.get("span") ?? undefined, zoom: search.get("zoom") ?? undefined, only: search.get("only") ?? undefined });

async function askForRows(traceId: string, params: Record<string, string>): Promise<SpanWindow> {
  const response = await fetch(`${spansPath(traceId)}?${new URLSearchParams(params).toString()}`);
  if (!response.ok) throw new Error(response.status === 404 ? "this trace is no longer stored" : `the server answered ${response.status}`);
  const window: SpanWindow = await response.json();
  return window;
}
