import { AGENT_TYPES } from "@/lib/model/vocabulary.ts";
import { VerdictGlyph } from "../handoff/glyph.tsx";
import { AgentShape } from "./agent-shape.tsx";

/** What the shapes and lines of the graph mean. */
export function GraphLegend() {
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-1 border-t border-line px-4 py-1.5 text-2xs text-ink-3">
      {AGENT_TYPES.map((type) => (
        <span key={type} className="flex items-center gap-1.5">
          <AgentShape type={type} />
          {type}
        </span>
      ))}
      <LineSample words="wider: more handoffs" width={4} />
      <LineSample words="inferred" dash="5 4" />
      <LineSample words="declared, never seen" dash="1.5 4" />
      <LineSample words="has failures" ink="var(--accent)" />
      <span className="flex items-center gap-1.5">
        <VerdictGlyph of="rejected" /> failed
      </span>
      <span className="flex items-center gap-1.5">
        <VerdictGlyph of="lost" /> lost
      </span>
      <a href="https://reactflow.dev" className="ml-auto -my-1 inline-flex min-h-8 items-center px-1 hover:underline" rel="noreferrer">
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
