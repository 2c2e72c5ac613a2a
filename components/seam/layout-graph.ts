import { Graph, layout } from "@dagrejs/dagre";
import type { SeamSummary } from "@/lib/model/seam.ts";
import type { AgentType } from "@/lib/model/vocabulary.ts";
import { packIslands } from "./pack-islands.ts";

/** More lines than this cannot be told apart; the rest is said in words and stands in the table. */
export const DRAWN_MAX = 60;

const NODE_HEIGHT = 44;
const NODE_WIDTH = { min: 120, max: 232, perCharacter: 7, rest: 54 };
const LABEL = { width: 92, height: 22 };
const GAP = { node: 22, rank: 40 };

export interface Point {
  x: number;
  y: number;
}

export interface GraphNode extends Point {
  name: string;
  type: AgentType;
  width: number;
  height: number;
  handoffs: number;
  failed: number;
}

export interface GraphLine {
  seamId: string;
  points: Point[];
  label: Point;
}

/** Where every agent and seam stands, in pixels from the top left. `left` counts the seams that are not drawn. */
export interface GraphLayout {
  nodes: GraphNode[];
  lines: GraphLine[];
  left: number;
  width: number;
  height: number;
}

type Unplaced = Omit<GraphNode, "x" | "y">;

/**
 * Lays the seams out from left to right in the direction of their handoffs. Agents that never meet stand apart, failing
 * ones first. The same seams always give the same picture.
 */
export function layoutGraph(seams: readonly SeamSummary[], focus: string | undefined): GraphLayout {
  const drawn = chooseDrawn(seams, focus);
  const islands = islandsOf(drawn).map(layoutIsland);
  const places = packIslands(islands);
  return {
    nodes: islands.flatMap((island, index) => island.nodes.map((node) => ({ ...node, ...moved(node, places[index]) }))),
    lines: islands.flatMap((island, index) =>
      island.lines.map((line) => ({ ...line, points: line.points.map((point) => moved(point, places[index])), label: moved(line.label, places[index]) })),
    ),
    left: seams.length - drawn.length,
    width: Math.round(Math.max(0, ...islands.map((island, index) => (places[index]?.x ?? 0) + island.width))),
    height: Math.round(Math.max(0, ...islands.map((island, index) => (places[index]?.y ?? 0) + island.height))),
  };
}

/** All when they fit; else those of the focused agent alone, or the worst and then the busiest. */
function chooseDrawn(seams: readonly SeamSummary[], focus: string | undefined): SeamSummary[] {
  const touched = seams.filter((seam) => seam.source === focus || seam.target === focus);
  const from = seams.length > DRAWN_MAX && touched.length > 0 ? touched : seams;
  return from.toSorted((a, b) => b.failed - a.failed || b.handoffs - a.handoffs || compare(a.id, b.id)).slice(0, DRAWN_MAX);
}

/** Seams grouped so that no agent is in two groups; in the order of their worst seam. */
function islandsOf(seams: readonly SeamSummary[]): SeamSummary[][] {
  const islandOf = new Map<string, SeamSummary[]>();
  for (const seam of seams) {
    const into = islandOf.get(seam.source) ?? islandOf.get(seam.target) ?? [];
    const other = islandOf.get(seam.target);
    if (other !== undefined && other !== into) into.push(...other);
    into.push(seam);
    for (const { source, target } of into) islandOf.set(source, into).set(target, into);
  }
  return [...new Set(islandOf.values())];
}

function layoutIsland(island: readonly SeamSummary[]): { nodes: GraphNode[]; lines: GraphLine[]; width: number; height: number } {
  const seams = island.toSorted((a, b) => compare(a.id, b.id));
  const nodes = nodesOf(seams);
  const graph = new Graph({ multigraph: true, directed: true });
  graph.setGraph({ rankdir: "LR", nodesep: GAP.node, ranksep: GAP.rank, edgesep: 16, marginy: LABEL.height / 2 });
  for (const node of nodes) graph.setNode(node.name, { width: node.width, height: node.height });
  for (const seam of seams) {
    // dagre's network simplex adds weights up and compares the sums with 0, so they must be whole numbers.
    const weight = 1 + Math.round(Math.log2(1 + seam.handoffs));
    graph.setEdge(seam.source, seam.target, { ...LABEL, labelpos: "c", weight }, seam.id);
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    nodes: nodes.map((node) => ({ ...node, ...cornerOf(graph.node(node.name), node) })),
    lines: seams.map((seam) => lineOf(seam, graph.edge(seam.source, seam.target, seam.id), graph.node(seam.source), graph.node(seam.target))),
    width,
    height,
  };
}

function nodesOf(seams: readonly SeamSummary[]): Unplaced[] {
  const nodes = new Map<string, Unplaced>();
  const add = (name: string, type: AgentType, seam: SeamSummary) => {
    const node = nodes.get(name) ?? { name, type, width: widthOf(name), height: NODE_HEIGHT, handoffs: 0, failed: 0 };
    node.handoffs += seam.handoffs;
    node.failed += seam.failed;
    nodes.set(name, node);
  };
  for (const seam of seams) {
    add(seam.source, seam.sourceType, seam);
    if (seam.target !== seam.source) add(seam.target, seam.targetType, seam);
  }
  return [...nodes.values()];
}

function widthOf(name: string): number {
  const wanted = Math.round(name.length * NODE_WIDTH.perCharacter + NODE_WIDTH.rest);
  return Math.min(NODE_WIDTH.max, Math.max(NODE_WIDTH.min, wanted));
}

function cornerOf(centre: Point, { width, height }: { width: number; height: number }): Point {
  return { x: centre.x - width / 2, y: centre.y - height / 2 };
}

function lineOf(seam: SeamSummary, edge: { points?: Point[]; x?: number; y?: number }, source: Sized, target: Sized): GraphLine {
  const points = edge.points ?? [];
  const label = { x: edge.x ?? 0, y: edge.y ?? 0 };
  if (seam.source === seam.target) return { seamId: seam.id, points, label };
  const inner = points.slice(1, -1);
  return { seamId: seam.id, points: [sideOf(source, inner[0] ?? target), ...inner, sideOf(target, inner.at(-1) ?? source)], label };
}

type Sized = Point & { width: number; height: number };

/** The middle of the side of an agent that faces a point. */
function sideOf({ x, y, width }: Sized, towards: Point): Point {
  return { x: towards.x >= x ? x + width / 2 : x - width / 2, y };
}

function moved({ x, y }: Point, by: Point | undefined): Point {
  return { x: Math.round(x + (by?.x ?? 0)), y: Math.round(y + (by?.y ?? 0)) };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
