"use client";

import { ReactFlow, ReactFlowProvider, useReactFlow, type Edge, type Node, type Viewport } from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { useEffect, useMemo, useRef, type FocusEvent, type KeyboardEvent } from "react";
import type { SeamSummary } from "@/lib/model/seam.ts";
import { GraphAgent, type AgentNode, type DrawnAgent } from "./graph-agent.tsx";
import { GraphButtons } from "./graph-buttons.tsx";
import { GraphSeam, type DrawnSeam, type SeamEdge } from "./graph-seam.tsx";
import type { GraphLayout, GraphLine } from "./layout-graph.ts";
import { nextTowards } from "./next-towards.ts";
import type { SeamHref } from "./seam-columns.tsx";

const NODE_TYPES = { agent: GraphAgent };
const EDGE_TYPES = { seam: GraphSeam };

/** Room around the graph, for the labels that stand above the uppermost agents. */
const ROOM = { x: 20, y: 20 };
/** Below the least, names cannot be read nor labels pressed; above the most, two agents would fill the page. */
const ZOOM = { least: 0.75, most: 1.15 };

export interface SeamGraphProps {
  layout: GraphLayout;
  seams: readonly (DrawnSeam & Pick<SeamSummary, "sourceType" | "targetType">)[];
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
  const flow = useReactFlow();
  const place = useRef<HTMLDivElement>(null);
  const bySeam = useMemo(() => new Map(seams.map((seam) => [seam.id, seam])), [seams]);
  const agents = useMemo(() => agentsOf(seams), [seams]);
  const busiest = Math.max(1, ...seams.map((seam) => seam.handoffs));
  const active = new Set(seams.filter((seam) => props.matching.has(seam.id)).flatMap((seam) => [seam.source, seam.target]));
  const nodes: Node[] = layout.nodes.flatMap((node): AgentNode[] => {
    const agent = agents.get(node.name);
    if (agent === undefined) return [];
    return [{
      id: node.name,
      type: "agent",
      // React Flow switches the pointer off for nodes that cannot be dragged or selected; ours hold a button.
      style: { pointerEvents: "all" },
      position: { x: node.x, y: node.y },
      width: node.width,
      height: node.height,
      data: { node, agent, chosen: props.agent === node.name, dimmed: !active.has(node.name), onChoose: props.onAgent },
    }];
  });
  const edges: Edge[] = layout.lines.flatMap((line) => {
    const seam = bySeam.get(line.seamId);
    return seam === undefined ? [] : [edgeOf(line, seam, busiest, props)];
  });
  useEffect(() => void flow.setViewport(firstView(layout, place.current)), [flow, layout]);
  const showFocused = (event: FocusEvent) => {
    const view = viewShowing(event.target, place.current, flow.getViewport());
    if (view !== undefined) void flow.setViewport(view);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const name = event.target instanceof HTMLElement ? event.target.dataset["agent"] : undefined;
    const from = layout.nodes.find((node) => node.name === name);
    const next = from === undefined ? undefined : nextTowards(event.key, from, layout.nodes);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    place.current?.querySelector<HTMLElement>(`[data-agent="${CSS.escape(next.name)}"]`)?.focus();
  };
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      ref={place}
      onInit={(ready) => void ready.setViewport(firstView(layout, place.current))}
      onFocus={showFocused}
      onKeyDown={onKeyDown}
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

/** The view moved so far that what has the focus stands in it; undefined when it does already. */
function viewShowing(focused: Element, place: HTMLElement | null, view: Viewport): Viewport | undefined {
  if (place === null || focused === place) return undefined;
  const [box, frame] = [focused.getBoundingClientRect(), place.getBoundingClientRect()];
  const by = { x: into(box.left, box.right, frame.left + ROOM.x, frame.right - ROOM.x), y: into(box.top, box.bottom, frame.top + ROOM.y, frame.bottom - ROOM.y) };
  // Browsers scroll a box themselves to show what is focused; the graph moves by its viewport alone.
  for (const scrolled of place.querySelectorAll(".react-flow__renderer, .react-flow__pane")) scrolled.scrollTo(0, 0);
  return by.x === 0 && by.y === 0 ? undefined : { ...view, x: view.x + by.x, y: view.y + by.y };
}

/** How far a stretch must move to lie between two bounds; its beginning counts more. */
const into = (from: number, to: number, first: number, last: number): number => (from < first ? first - from : to > last ? last - to : 0);

function agentsOf(seams: SeamGraphProps["seams"]): Map<string, DrawnAgent> {
  const agents = new Map<string, DrawnAgent>();
  const count = (name: string, type: DrawnAgent["type"], seam: DrawnSeam) => {
    const known = agents.get(name) ?? { name, type, handoffs: 0, failed: 0, lost: 0 };
    agents.set(name, { ...known, handoffs: known.handoffs + seam.handoffs, failed: known.failed + seam.failed, lost: known.lost + seam.lost });
  };
  for (const seam of seams) {
    count(seam.source, seam.sourceType, seam);
    if (seam.target !== seam.source) count(seam.target, seam.targetType, seam);
  }
  return agents;
}

function edgeOf(line: GraphLine, seam: DrawnSeam, busiest: number, { matching, highlighted, hrefOf }: SeamGraphProps): SeamEdge {
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
