import { Graph, layout } from "@dagrejs/dagre";
import { packIslands } from "./pack-islands.ts";

const NODE_HEIGHT = 44;
const NODE_WIDTH = { min: 120, max: 232, perCharacter: 7, rest: 54 };
const LABEL = { width: 92, height: 22 };
const GAP = { node: 22, rank: 40 };

export interface Point {
  x: number;
  y: number;
}

/** What of a seam decides where it stands. */
export interface LaidSeam {
  id: string;
  source: string;
  target: string;
  /** How short its line should be. dagre's network simplex adds weights up and compares the sums with 0, so it is a whole number from 1. */
  weight: number;
}

export interface GraphNode extends Point {
  name: string;
  width: number;
  height: number;
}

export interface GraphLine {
  seamId: string;
  points: Point[];
  label: Point;
}

/** Where every agent and seam stands, in pixels from the top left. */
export interface GraphLayout {
  nodes: GraphNode[];
  lines: GraphLine[];
  width: number;
  height: number;
}

/**
 * Lays the seams out from left to right in the direction of their handoffs; agents that never meet stand apart, those of the first seams
 * first. The same seams always give the same picture. Takes its time with hundreds of seams: `layout-worker.ts` runs it.
 */
export function layoutGraph(seams: readonly LaidSeam[]): GraphLayout {
  const islands = islandsOf(seams).map(layoutIsland);
  const places = packIslands(islands);
  return {
    nodes: islands.flatMap((island, index) => island.nodes.map((node) => ({ ...node, ...moved(node, places[index]) }))),
    lines: islands.flatMap((island, index) =>
      island.lines.map((line) => ({ ...line, points: line.points.map((point) => moved(point, places[index])), label: moved(line.label, places[index]) })),
    ),
    width: Math.round(Math.max(0, ...islands.map((island, index) => (places[index]?.x ?? 0) + island.width))),
    height: Math.round(Math.max(0, ...islands.map((island, index) => (places[index]?.y ?? 0) + island.height))),
  };
}

/** Seams grouped so that no agent is in two groups; in the order of their first seam. */
function islandsOf(seams: readonly LaidSeam[]): LaidSeam[][] {
  const islandOf = new Map<string, LaidSeam[]>();
  for (const seam of seams) {
    const into = islandOf.get(seam.source) ?? islandOf.get(seam.target) ?? [];
    const other = islandOf.get(seam.target);
    if (other !== undefined && other !== into) into.push(...other);
    into.push(seam);
    for (const { source, target } of into) islandOf.set(source, into).set(target, into);
  }
  return [...new Set(islandOf.values())];
}

function layoutIsland(island: readonly LaidSeam[]): { nodes: GraphNode[]; lines: GraphLine[]; width: number; height: number } {
  const seams = island.toSorted((a, b) => compare(a.id, b.id));
  const nodes = nodesOf(seams);
  const graph = new Graph({ multigraph: true, directed: true });
  graph.setGraph({ rankdir: "LR", nodesep: GAP.node, ranksep: GAP.rank, edgesep: 16, marginy: LABEL.height / 2 });
  for (const node of nodes) graph.setNode(node.name, { width: node.width, height: node.height });
  for (const seam of seams) {
    graph.setEdge(seam.source, seam.target, { ...LABEL, labelpos: "c", weight: seam.weight }, seam.id);
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

function nodesOf(seams: readonly LaidSeam[]): Omit<GraphNode, "x" | "y">[] {
  const names = new Set(seams.flatMap((seam) => [seam.source, seam.target]));
  return [...names].map((name) => ({ name, width: widthOf(name), height: NODE_HEIGHT }));
}

function widthOf(name: string): number {
  const wanted = Math.round(name.length * NODE_WIDTH.perCharacter + NODE_WIDTH.rest);
  return Math.min(NODE_WIDTH.max, Math.max(NODE_WIDTH.min, wanted));
}

function cornerOf(centre: Point, { width, height }: { width: number; height: number }): Point {
  return { x: centre.x - width / 2, y: centre.y - height / 2 };
}

function lineOf(seam: LaidSeam, edge: { points?: Point[]; x?: number; y?: number }, source: Sized, target: Sized): GraphLine {
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
