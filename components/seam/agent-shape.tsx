import type { ReactNode } from "react";
import type { AgentType } from "@/lib/model/vocabulary.ts";

const SHAPES: Record<AgentType, ReactNode> = {
  agent: <rect x="2.5" y="3" width="11" height="10" rx="3" fill="currentColor" stroke="none" />,
  human: <path d="M8 2.5a2.6 2.6 0 1 0 0 5.2a2.6 2.6 0 1 0 0-5.2M2.8 13.5c.6-3 2.6-4 5.2-4s4.6 1 5.2 4z" fill="currentColor" stroke="none" />,
  service: <path d="M8 2l5.2 3v6L8 14l-5.2-3V5z" />,
  workflow: <path d="M2.5 2.5h6.5v6.5h-6.5zM7 11.5v2h6.5V7h-2" />,
};

/** What kind of actor an agent is, as a shape with its name. */
export function AgentShape({ type }: { type: AgentType }) {
  return (
    <svg viewBox="0 0 16 16" className="inline-block size-3.5 shrink-0" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" role="img">
      <title>{type}</title>
      {SHAPES[type]}
    </svg>
  );
}
