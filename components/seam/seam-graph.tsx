"use client";

import { ReactFlow, ReactFlowProvider, type Edge, type Node, type Viewport } from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { useMemo, useRef } from "react";
import type { SeamSummary } from "@/lib/model/seam.ts";
import type { GraphLayout, GraphLine } from "./layout-graph.ts";
import type { SeamHref } from "./seam-columns.tsx";
import { GraphAgent, type AgentNode } from "./graph-agent.tsx";
import { GraphButtons } from "./graph-buttons.tsx";
import { GraphSeam, type SeamEdge } from "./graph-seam.tsx";

const NODE_TYPES = { agent: GraphAgent };
const EDGE_TYPES = { seam: GraphSeam };

/** Room around the graph, for the labels that stand above the uppermost agents. */
const ROOM = { x: 20, y: 20 };
/** Below the least, names cannot be read nor labels pressed; above the most, two agents would fill the page. */
const ZOOM = { least: 0.75, most: 1.15 };

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
  return (
    <ReactFlowProvider>
      <div className="flex h-full">
        <div className="min-w-0 flex-1">
          <Flow {...props} />
        </div>
        <GraphButtons />
      </div>
    </ReactFlowProvider>
  );
}

function Flow(props: SeamGraphProps) {
  const { layout, seams } = props;
  const place = useRef<HTMLDivElement>(null);
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
      ref={place}
      onInit={(flow) => void flow.setViewport(firstView(layout, place.current))}
      minZoom={0.2}
      maxZoom={2}
      zoomOnScroll={false}
      zoomOnDoubleClick={false}
      preventScrolling={false}
      onlyRenderVisibleElements
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      deleteKeyCode={null}
      onEdgeMouseEnter={(_, edge) => props.onHighlight(edge.id)}
      onEdgeMouseLeave={() => props.onHighlight(undefined)}
      aria-label="Graph of agents and seams"
      proOptions={{ hideAttribution: true }}
    />
  );
}

/** The whole graph in the middle where it fits at a readable size; else its upper left, where the worst seams stand. */
function firstView({ width, height }: GraphLayout, place: HTMLElement | null): Viewport {
  const wide = (place?.clientWidth ?? 0) - 2 * ROOM.x;
  const high = (place?.clientHeight ?? 0) - 2 * ROOM.y;
  const zoom = Math.min(ZOOM.most, Math.max(ZOOM.least, Math.min(wide / Math.max(1, width), high / Math.max(1, height))));
  return { x: ROOM.x + Math.max(0, (wide - width * zoom) / 2), y: ROOM.y + Math.max(0, (high - height * zoom) / 2), zoom };
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
