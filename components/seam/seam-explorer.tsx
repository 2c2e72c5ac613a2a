"use client";

import type { SortingState } from "@tanstack/react-table";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useCallback, useMemo, useState } from "react";
import type { SeamSummary } from "@/lib/model/seam.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { seamPath, withParams } from "@/lib/text/paths.ts";
import { useUrlState } from "../shell/use-url-state.ts";
import { GraphLegend } from "./graph-legend.tsx";
import type { GraphLayout } from "./layout-graph.ts";
import { SeamTable } from "./seam-table.tsx";

const SeamGraph = dynamic(() => import("./seam-graph.tsx").then((file) => file.SeamGraph), { ssr: false });
const SORT = { id: "failed", desc: true };

/** The graph and the table of the same seams: what is chosen in one is chosen in the other, and stands in the URL. */
export function SeamExplorer({ seams, layout, nowMs }: { seams: SeamSummary[]; layout: GraphLayout; nowMs: number }) {
  const { search, change } = useUrlState();
  const router = useRouter();
  const [highlighted, setHighlighted] = useState<string>();
  const words = search.get("q") ?? "";
  const agent = search.get("agent") ?? undefined;
  const sorting: SortingState = [{ id: search.get("sort") ?? SORT.id, desc: search.get("dir") !== "asc" }];
  const matching = useMemo(() => filterSeams(seams, words, agent), [seams, words, agent]);
  const ids = useMemo(() => new Set(matching.map((seam) => seam.id)), [matching]);
  const window = withParams("", "", { range: search.get("range") ?? "", from: search.get("from") ?? "", to: search.get("to") ?? "" });
  const hrefOf = useCallback((seamId: string) => `${seamPath(seamId)}${window}`, [window]);
  const chooseAgent = (chosen: string | undefined) => {
    // Which lines are drawn depends on the agent only when not all of them are.
    if (layout.left > 0) router.push(withParams("/", search.toString(), { agent: chosen }), { scroll: false });
    else change({ agent: chosen }, "push");
  };
  const shared = { highlighted, onHighlight: setHighlighted, hrefOf };
  return (
    <>
      <section aria-label="Seam graph" className="panel relative mb-4 overflow-hidden">
        <div style={{ height: `clamp(9rem, ${layout.height + 48}px, min(46vh, 26rem))` }}>
          <SeamGraph layout={layout} seams={seams} matching={ids} agent={agent} onAgent={chooseAgent} {...shared} />
        </div>
        <GraphLegend left={layout.left} all={seams.length} />
      </section>
      <section aria-label="Seam table" className="panel">
        <div className="flex flex-wrap items-center gap-3 px-4 py-2.5">
          <input
            type="search"
            value={words}
            onChange={(event) => change({ q: event.target.value }, "replace")}
            placeholder="Filter by agent or contract"
            aria-label="Filter the seams by agent or contract"
            className="field w-64"
          />
          {agent === undefined ? null : (
            <button type="button" onClick={() => chooseAgent(undefined)} className="field max-w-96 truncate" title={`Only seams of ${agent}. Show all`}>
              Only {agent} ✕
            </button>
          )}
          <p className="ml-auto text-xs text-ink-3" role="status">
            {matching.length === seams.length ? countOf(seams.length, "seam") : `${formatCount(matching.length)} of ${countOf(seams.length, "seam")}`}
          </p>
        </div>
        <SeamTable
          seams={matching}
          sorting={sorting}
          onSort={([by]) => change({ sort: by?.id === SORT.id ? undefined : by?.id, dir: by?.desc === false ? "asc" : undefined }, "replace")}
          nowMs={nowMs}
          {...shared}
        />
        {matching.length === 0 ? <p className="px-4 py-10 text-center text-ink-2">No seam in this window matches. Clear the filter to see all {formatCount(seams.length)}.</p> : null}
      </section>
    </>
  );
}

function filterSeams(seams: SeamSummary[], words: string, agent: string | undefined): SeamSummary[] {
  const wanted = words.toLowerCase().split(/\s+/).filter((word) => word !== "");
  return seams.filter((seam) => {
    if (agent !== undefined && seam.source !== agent && seam.target !== agent) return false;
    const text = `${seam.source} ${seam.target} ${seam.contract}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
