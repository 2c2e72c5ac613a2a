import type { ReactNode } from "react";
import type { SpanWhat } from "@/lib/model/span-window.ts";
import { WHAT_WORDS } from "./span-glyph-words.ts";

const STROKE = { fill: "none", stroke: "currentColor", strokeWidth: 1.3, strokeLinecap: "round", strokeLinejoin: "round" } as const;

/** Shapes that differ without colour at 12 pixels. */
const SHAPES: Record<SpanWhat, ReactNode> = {
  agent: <path d="M6 1.2 10.6 6 6 10.8 1.4 6Z" fill="currentColor" />,
  model: <path d="M6 1v10M1 6h10M2.5 2.5l7 7M9.5 2.5l-7 7" {...STROKE} />,
  tool: <path d="M1.6 10.4 6.4 5.6M6 6a2.7 2.7 0 0 1 3.3-4L7.8 3.6 8.4 4.2 10 2.7A2.7 2.7 0 0 1 6 6Z" {...STROKE} />,
  gate: <path d="M1.5 11V3.5M10.5 11V3.5M1.5 5h9M1.5 8h9M6 1v4" {...STROKE} />,
  handoff: <path d="M1 6h9M7 3l3 3-3 3" {...STROKE} />,
  retry: <path d="M10.3 6A4.3 4.3 0 1 1 8.8 2.7M9 .8v2.2H6.8" {...STROKE} />,
  remote: <path d="M1.5 4h8M7.3 1.8 9.5 4M10.5 8h-8M4.7 10.2 2.5 8" {...STROKE} />,
  message: <path d="M1.3 2.5h9.4v7H1.3ZM1.3 3l4.7 3.7L10.7 3" {...STROKE} />,
  work: <circle cx="6" cy="6" r="1.6" fill="currentColor" />,
};

/** What a span is, as a small shape with its word for who cannot see it. */
export function SpanGlyph({ what }: { what: SpanWhat }) {
  return (
    <svg viewBox="0 0 12 12" width="12" height="12" role="img" aria-label={WHAT_WORDS[what]} className="shrink-0">
      <title>{WHAT_WORDS[what]}</title>
      {SHAPES[what]}
    </svg>
  );
}

/** What each shape means. */
export function GlyphLegend() {
  return (
    <ul aria-label="Shapes" className="flex flex-wrap gap-x-4 gap-y-1 px-4 py-2 text-xs text-ink-3">
      {Object.entries(WHAT_WORDS).map(([what, words]) => (
        <li key={what} className="flex items-center gap-1.5">
          <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
            {Object.entries(SHAPES).find(([name]) => name === what)?.[1]}
          </svg>
          {words}
        </li>
      ))}
    </ul>
  );
}
