"use client";

import dynamic from "next/dynamic";
import { useMemo } from "react";
import type { HomeSeam } from "../home/home-seam.ts";
import { chooseDrawn, toLaid } from "./choose-drawn.ts";
import { FocusBar } from "./focus-bar.tsx";
import { GraphLegend } from "./graph-legend.tsx";
import type { SeamHref } from "./seam-columns.tsx";
import { useGraphLayout } from "./use-graph-layout.ts";

const SeamGraph = dynamic(() => import("./seam-graph.tsx").then((file) => file.SeamGraph), { ssr: false });

export interface GraphPanelProps {
  seams: HomeSeam[];
  matching: HomeSeam[];
  agent: string | undefined;
  hops: 1 | 2;
  /** Which part of what does not fit is drawn, from 0. */
  part: number;
  onChange: (changes: { agent?: string | undefined; hops?: string | undefined; part?: string | undefined }) => void;
  highlighted: string | undefined;
  onHighlight: (seamId: string | undefined) => void;
  hrefOf: SeamHref;
}

/** The seam graph with what chooses its part: an agent and how far around it, or one part of all after the other, worst first. */
export function GraphPanel({ seams, matching, agent, hops, part, onChange, ...shared }: GraphPanelProps) {
  const drawn = useMemo(() => chooseDrawn(seams, matching, part), [seams, matching, part]);
  const laidOut = useGraphLayout(useMemo(() => drawn.seams.map(toLaid), [drawn]));
  const ids = useMemo(() => new Set(matching.map((seam) => seam.id)), [matching]);
  const chooseAgent = (chosen: string | undefined) => onChange({ agent: chosen, hops: undefined, part: undefined });
  return (
    <section aria-label="Seam graph" className="panel mb-4 overflow-hidden print:hidden">
      <FocusBar seams={seams} drawn={drawn} matching={matching.length} agent={agent} hops={hops} onAgent={chooseAgent} onHops={(chosen) => onChange({ hops: chosen === 2 ? "2" : undefined, part: undefined })} onPart={(chosen) => onChange({ part: chosen === 0 ? undefined : String(chosen) })} />
      <div style={{ height: heightFor(drawn.seams.length) }} className="border-t border-line">
        {laidOut === undefined || laidOut.layout === undefined ? (
          <p className="grid h-full place-items-center text-xs text-ink-3">
            {laidOut === undefined ? "Laying out the graph…" : "The graph could not be laid out in this browser. Every seam stands in the table below."}
          </p>
        ) : (
          <SeamGraph layout={laidOut.layout} seams={drawn.seams} matching={ids} agent={agent} onAgent={chooseAgent} {...shared} />
        )}
      </div>
      <GraphLegend />
    </section>
  );
}

/** Known before there is a layout, so that nothing below jumps when it comes. */
function heightFor(lines: number): string {
  if (lines <= 2) return "8.5rem";
  return lines <= 6 ? "clamp(9rem, 30vh, 15rem)" : "clamp(9rem, 44vh, 26rem)";
}
