import type { GraphNode, Point } from "./layout-graph.ts";

const STEPS: Readonly<Record<string, Point>> = { ArrowLeft: { x: -1, y: 0 }, ArrowRight: { x: 1, y: 0 }, ArrowUp: { x: 0, y: -1 }, ArrowDown: { x: 0, y: 1 } };

/** The nearest agent in the direction of an arrow key; whoever is more ahead than aside comes first. Undefined for other keys and at the edge. */
export function nextTowards(key: string, from: GraphNode, nodes: readonly GraphNode[]): GraphNode | undefined {
  const step = STEPS[key];
  if (step === undefined) return undefined;
  const here = centreOf(from);
  const ranked = nodes.flatMap((node) => {
    const { x, y } = centreOf(node);
    const ahead = (x - here.x) * step.x + (y - here.y) * step.y;
    const aside = Math.abs((x - here.x) * step.y) + Math.abs((y - here.y) * step.x);
    return node === from || ahead <= 0 ? [] : [{ node, isAside: aside > ahead, distance: ahead + 3 * aside }];
  });
  return ranked.toSorted((a, b) => Number(a.isAside) - Number(b.isAside) || a.distance - b.distance)[0]?.node;
}

const centreOf = ({ x, y, width, height }: GraphNode): Point => ({ x: x + width / 2, y: y + height / 2 });
