"use client";

import type { SpanMap, SpanWindow } from "@/lib/model/span-window.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { Section } from "../ui/section.tsx";
import { SidePane } from "../ui/side-pane.tsx";
import { Minimap } from "./minimap.tsx";
import { GlyphLegend } from "./span-glyph.tsx";
import { SpanPanel } from "./span-panel.tsx";
import { useWaterfall } from "./use-waterfall.ts";
import { WaterfallList } from "./waterfall-list.tsx";
import { WaterfallToolbar } from "./waterfall-toolbar.tsx";

interface WaterfallProps {
  traceId: string;
  /** The rows that came with the page: as its address narrows them down, around the span it names. */
  first: SpanWindow;
  map: SpanMap;
}

/** Every span under its parent, along one axis of time. The server has the tree; the browser reads the rows it shows. */
export function Waterfall({ traceId, first, map }: WaterfallProps) {
  const waterfall = useWaterfall(traceId, first, map.durationNs);
  const { store, state } = waterfall;
  const { spans, spansInAll, selected, view } = state;
  return (
    <Section
      title="Waterfall"
      id="waterfall"
      aside={spans < spansInAll ? <strong className="text-ink">{`the first ${formatCount(spans)} of ${countOf(spansInAll, "span")}`}</strong> : countOf(spans, "span")}
    >
      <WaterfallToolbar waterfall={waterfall} />
      <div className="lg:flex">
        <div className="min-w-0 flex-1">
          <Minimap map={map} zoom={view.zoom} onZoom={(zoom) => void store.narrowTo({ zoom }, "push")} />
          <WaterfallList waterfall={waterfall} />
          <GlyphLegend />
        </div>
        {selected === undefined ? null : (
          <SidePane label="Span" storage="seamscope.span-panel">
            <SpanPanel key={selected} traceId={traceId} spanId={selected} onClose={() => store.select(undefined, "push")} />
          </SidePane>
        )}
      </div>
    </Section>
  );
}
