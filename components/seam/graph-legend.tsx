import { AGENT_TYPES } from "@/lib/model/vocabulary.ts";
import { formatCount } from "@/lib/text/count.ts";
import { AgentShape } from "./agent-shape.tsx";

/** What the shapes and lines of the graph mean, and how many seams it leaves to the table. */
export function GraphLegend({ left, all }: { left: number; all: number }) {
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-1 border-t border-line px-4 py-2 text-xs text-ink-3">
      {left > 0 ? (
        <p className="font-medium text-ink">
          {formatCount(all - left)} of {formatCount(all)} seams drawn, the worst first. Press an agent to draw its own; all stand in the table.
        </p>
      ) : null}
      {AGENT_TYPES.map((type) => (
        <span key={type} className="flex items-center gap-1.5">
          <AgentShape type={type} />
          {type}
        </span>
      ))}
      <LineSample words="wider: more handoffs" width={4} />
      <LineSample words="inferred" dash="5 4" />
      <LineSample words="has failures" ink="var(--accent)" />
      <a href="https://reactflow.dev" className="ml-auto inline-flex min-h-6 items-center hover:underline" rel="noreferrer">
        drawn with React Flow
      </a>
    </div>
  );
}

function LineSample({ words, width = 2, dash, ink = "var(--bar)" }: { words: string; width?: number; dash?: string; ink?: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <svg width="22" height="8" aria-hidden="true">
        <path d="M0 4H22" stroke={ink} strokeWidth={width} strokeDasharray={dash} />
      </svg>
      {words}
    </span>
  );
}
