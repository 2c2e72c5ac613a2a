"use client";

import { Handle, Position, type Node, type NodeProps } from "@xyflow/react";
import { clsx } from "clsx";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { AgentShape } from "./agent-shape.tsx";
import type { GraphNode } from "./layout-graph.ts";
import type { AgentType } from "@/lib/model/vocabulary.ts";

/** What is told of an agent in the graph: handoffs at either end of it. */
export interface DrawnAgent {
  name: string;
  type: AgentType;
  handoffs: number;
  failed: number;
  lost: number;
}

export type AgentNode = Node<
  { node: GraphNode; agent: DrawnAgent; chosen: boolean; dimmed: boolean; onChoose: (agent: string | undefined) => void },
  "agent"
>;

const OUTLINES = {
  agent: "rounded-lg",
  human: "rounded-full px-4",
  service: "rounded-none",
  workflow: "rounded-lg outline outline-offset-2 outline-line",
} as const;

/** One agent; a press shows only its seams, another press shows all again. Arrow keys go to the agents around it. */
export function GraphAgent({ data: { node, agent, chosen, dimmed, onChoose } }: NodeProps<AgentNode>) {
  const words = `${agent.type} ${node.name}, ${countOf(agent.handoffs, "handoff")}, ${formatCount(agent.failed)} failed, ${formatCount(agent.lost)} lost`;
  return (
    <>
      <Handle type="target" position={Position.Left} className="invisible" />
      <button
        type="button"
        data-agent={node.name}
        aria-pressed={chosen}
        aria-label={`${words}. Show only its seams`}
        title={words}
        onClick={() => onChoose(chosen ? undefined : node.name)}
        style={{ width: node.width, height: node.height }}
        className={clsx(
          "nodrag nopan flex cursor-pointer items-center gap-2 border bg-surface px-2.5 text-start",
          OUTLINES[agent.type],
          chosen && "border-2 border-ink",
          dimmed ? "border-line text-ink-3" : "border-control text-ink hover:border-ink",
        )}
      >
        <AgentShape type={agent.type} />
        <span className="min-w-0 flex-1">
          <span className="line-clamp-2 text-xs leading-tight font-medium [overflow-wrap:anywhere]">{node.name}</span>
        </span>
      </button>
      <Handle type="source" position={Position.Right} className="invisible" />
    </>
  );
}
