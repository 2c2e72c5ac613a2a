"use client";

import { Controls, ReactFlow, type Edge, type Node } from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { useMemo } from "react";
import type { SeamSummary } from "@/lib/model/seam.ts";
import type { GraphLayout, GraphLine } from "./layout-graph.ts";
import type { SeamHref } from "./seam-columns.tsx";
import { GraphAgent, type AgentNode } from "./graph-agent.tsx";
import { GraphSeam, type SeamEdge } from "./graph-seam.tsx";

const NODE_TYPES = { agent: GraphAgent };
const EDGE_TYPES = { seam: GraphSeam };

/** Room for the labels that stand above the uppermost agents, and for the buttons at the right. */
const FIT = { padding: { top: "22px", bottom: "22px", left: "20px", right: "60px" }, maxZoom: 1.15, minZoom: 0.55 } as const;

export interface SeamGraphProps {
  layout: GraphLayout;
  seams: SeamSummary[];
  matching: ReadonlySet<string>;
  agent: string | undefined;
  onAgent: (agent: string | undefined) => void;
  highlighted: string | undefined;
  onHighlight: (seamId: string | undefined) => void;
  hrefOf: SeamHref;
}

/** Agents as nodes, seams as lines: as wide as their traffic, marked where they fail, dashed where inferred. */
export function SeamGraph(props: SeamGraphProps) {
  const { layout, seams } = props;
  const bySeam = useMemo(() => new Map(seams.map((seam) => [seam.id, seam])), [seams]);
  const busiest = Math.max(1, ...seams.map((seam) => seam.handoffs));
  const active = new Set(seams.filter((seam) => props.matching.has(seam.id)).flatMap((seam) => [seam.source, seam.target]));
  const nodes: Node[] = layout.nodes.map((node): AgentNode => ({
    id: node.name,
    type: "agent",
    // React Flow switches the pointer off for nodes that cannot be dragged or selected; ours hold a button.
    style: { pointerEvents: "all" },
    position: { x: node.x, y: node.y },
    width: node.width,
    height: node.height,
    data: { node, chosen: props.agent === node.name, dimmed: !active.has(node.name), onChoose: props.onAgent },
  }));
  const edges: Edge[] = layout.lines.flatMap((line) => {
    const seam = bySeam.get(line.seamId);
    return seam === undefined ? [] : [edgeOf(line, seam, busiest, props)];
  });
  return (
    <ReactFlow
      key={layout.lines.map((line) => line.seamId).join(" ")}
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      fitView
      fitViewOptions={FIT}
      minZoom={0.2}
      maxZoom={2}
      zoomOnScroll={false}
      zoomOnDoubleClick={false}
      preventScrolling={false}
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      deleteKeyCode={null}
      onEdgeMouseEnter={(_, edge) => props.onHighlight(edge.id)}
      onEdgeMouseLeave={() => props.onHighlight(undefined)}
      attributionPosition="bottom-left"
      aria-label="Graph of agents and seams"
    >
      <Controls showInteractive={false} position="bottom-right" />
    </ReactFlow>
  );
}

function edgeOf(line: GraphLine, seam: SeamSummary, busiest: number, { matching, highlighted, hrefOf }: SeamGraphProps): SeamEdge {
  return {
    id: seam.id,
    source: seam.source,
    target: seam.target,
    type: "seam",
    data: {
      line,
      seam,
      href: hrefOf(seam.id),
      width: 1.25 + 3.25 * (Math.log1p(seam.handoffs) / Math.log1p(busiest)),
      dimmed: !matching.has(seam.id),
      highlighted: highlighted === seam.id,
    },
  };
}
