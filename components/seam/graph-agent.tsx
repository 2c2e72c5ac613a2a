"use client";

import { Handle, Position, type Node, type NodeProps } from "@xyflow/react";
import { clsx } from "clsx";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { AgentShape } from "./agent-shape.tsx";
import type { GraphNode } from "./layout-graph.ts";

export type AgentNode = Node<
  { node: GraphNode; chosen: boolean; dimmed: boolean; onChoose: (agent: string | undefined) => void },
  "agent"
>;

const OUTLINES = {
  agent: "rounded-lg",
  human: "rounded-full px-4",
  service: "rounded-none",
  workflow: "rounded-lg outline outline-offset-2 outline-line",
} as const;

/** One agent; a press shows only its seams, another press shows all again. */
export function GraphAgent({ data: { node, chosen, dimmed, onChoose } }: NodeProps<AgentNode>) {
  const words = `${node.type} ${node.name}, ${countOf(node.handoffs, "handoff")}, ${formatCount(node.failed)} failed`;
  return (
    <>
      <Handle type="target" position={Position.Left} className="invisible" />
      <button
        type="button"
        aria-pressed={chosen}
        aria-label={`${words}. Show only its seams`}
        title={words}
        onClick={() => onChoose(chosen ? undefined : node.name)}
        style={{ width: node.width, height: node.height }}
        className={clsx(
          "nodrag nopan flex cursor-pointer items-center gap-2 border bg-surface px-2.5 text-start",
          OUTLINES[node.type],
          chosen && "border-2 border-ink",
          dimmed ? "border-line text-ink-3" : "border-control text-ink hover:border-ink",
        )}
      >
        <AgentShape type={node.type} />
        <span className="min-w-0 flex-1">
          <span className="line-clamp-2 text-xs leading-tight font-medium [overflow-wrap:anywhere]">{node.name}</span>
        </span>
      </button>
      <Handle type="source" position={Position.Right} className="invisible" />
    </>
  );
}
