"use client";

import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import { Section } from "../ui/section.tsx";
import { useBoxRows } from "../ui/use-visible-rows.ts";
import { Minimap } from "./minimap.tsx";
import type { PackedSpans } from "./pack-spans.ts";
import { SpanPanel } from "./span-panel.tsx";
import { useWaterfall, type Waterfall as State } from "./use-waterfall.ts";
import { WATERFALL_ROW_PX, WaterfallRow } from "./waterfall-row.tsx";

interface WaterfallProps {
  traceId: string;
  spans: PackedSpans;
  durationNs: number;
  spansInAll: number;
  failedHandoffs: string[];
}

/** Every span under its parent, along one axis of time. Only the rows in view are in the document. */
export function Waterfall({ traceId, spans, durationNs, spansInAll, failedHandoffs }: WaterfallProps) {
  const state = useWaterfall(spans, failedHandoffs);
  const [chosen, setChosen] = useState<[number, number]>();
  const zoom: [number, number] = chosen ?? [0, durationNs];
  const shown = spans.ids.length;
  return (
    <Section
      title="Waterfall"
      id="waterfall"
      aside={shown < spansInAll ? <strong className="text-ink">{`the first ${formatCount(shown)} of ${countOf(spansInAll, "span")}`}</strong> : countOf(shown, "span")}
    >
      <Toolbar state={state} zoomed={chosen !== undefined} onFit={() => setChosen(undefined)} />
      <div className="grid xl:grid-cols-[minmax(0,1fr)_auto]">
        <div className="min-w-0">
          <Minimap spans={spans} durationNs={durationNs} zoom={zoom} onZoom={setChosen} />
          <Rows state={state} spans={spans} zoom={zoom} failing={new Set(state.failing)} />
        </div>
        {state.selected === undefined ? null : <SpanPanel key={spans.ids[state.selected]} traceId={traceId} spanId={spans.ids[state.selected] ?? ""} handoffIds={handoffsAt(spans, state.selected)} onClose={() => state.select(undefined, "push")} />}
      </div>
    </Section>
  );
}

function Toolbar({ state, zoomed, onFit }: { state: State; zoomed: boolean; onFit: () => void }) {
  const button = "h-7 rounded border border-control px-2 text-xs text-ink-2 hover:text-ink disabled:border-line disabled:text-ink-3";
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 pb-2">
      <button type="button" className={button} onClick={state.nextFailure} disabled={state.failing.length === 0}>
        {state.failing.length === 0 ? "No failures" : `Next of ${countOf(state.failing.length, "failure")} (n)`}
      </button>
      <button type="button" className={button} onClick={() => state.foldAll(true)}>
        Collapse all
      </button>
      <button type="button" className={button} onClick={() => state.foldAll(false)}>
        Expand all
      </button>
      {zoomed ? (
        <button type="button" className={button} onClick={onFit}>
          Show the whole time
        </button>
      ) : null}
      <span className="ml-auto hidden text-xs text-ink-3 lg:inline">drag on the strip to zoom; j and k step, ← and → fold</span>
    </div>
  );
}

function Rows({ state, spans, zoom, failing }: { state: State; spans: PackedSpans; zoom: [number, number]; failing: ReadonlySet<number> }) {
  const box = useRef<HTMLDivElement>(null);
  const { items, before, after, show } = useBoxRows(state.rows.length, WATERFALL_ROW_PX, box);
  useWaterfallKeys(state);
  const place = state.selected === undefined ? -1 : state.rows.indexOf(state.selected);
  const shownFor = useRef<number>(-1);
  useEffect(() => {
    if (place === shownFor.current) return;
    shownFor.current = place;
    if (place >= 0) show(place);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (handleTreeKey(event.key, state)) event.preventDefault();
  };
  return (
    <div
      ref={box}
      role="tree"
      tabIndex={0}
      aria-label="Spans"
      aria-activedescendant={state.selected === undefined ? undefined : `span-${state.selected}`}
      onKeyDown={onKeyDown}
      className="relative max-h-[70vh] overflow-auto border-t border-line"
    >
      <div style={{ paddingTop: before, paddingBottom: after }} role="presentation">
        {items.map((item) => {
          const index = state.rows[item];
          if (index === undefined) return null;
          return (
            <WaterfallRow
              key={index}
              spans={spans}
              index={index}
              zoom={zoom}
              failing={failing.has(index)}
              selected={state.selected === index}
              inner={(state.ends[index] ?? 0) - index - 1}
              collapsed={state.collapsed.has(index)}
              onSelect={() => state.select(index, "push")}
              onFold={(folded) => state.fold(index, folded)}
            />
          );
        })}
      </div>
    </div>
  );
}

/** The keys of a tree as WAI-ARIA has them; true when one was used. */
function handleTreeKey(key: string, state: State): boolean {
  const { selected, rows } = state;
  if (key === "ArrowDown" || key === "ArrowUp") state.step(key === "ArrowDown" ? 1 : -1);
  else if (key === "Home") state.select(rows[0], "replace");
  else if (key === "End") state.select(rows.at(-1), "replace");
  else if (selected === undefined) return false;
  else if (key === "ArrowRight") {
    if (state.collapsed.has(selected)) state.fold(selected, false);
    else state.step(1);
  } else if (key === "ArrowLeft") {
    const outer = state.outOf(selected);
    if ((state.ends[selected] ?? 0) > selected + 1 && !state.collapsed.has(selected)) state.fold(selected, true);
    else if (outer !== undefined) state.select(outer, "replace");
  } else return false;
  return true;
}

function useWaterfallKeys(state: State): void {
  useShortcuts("Waterfall", { j: () => state.step(1), k: () => state.step(-1), n: state.nextFailure });
  useShortcuts("Everywhere", state.selected === undefined ? {} : { Escape: () => state.select(undefined, "replace") });
}

function handoffsAt(spans: PackedSpans, index: number): string[] {
  return spans.handoffs.find(([at]) => at === index)?.[1] ?? [];
}
