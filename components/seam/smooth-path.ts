import type { Point } from "./layout-graph.ts";

/** An SVG path through all the points that is level at each, so that it neither overshoots nor has corners. */
export function smoothPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined || rest.length === 0) return "";
  const curves = rest.map((end, index) => {
    const start = points[index] ?? first;
    const half = (end.x - start.x) / 2;
    return `C${at({ x: start.x + half, y: start.y })} ${at({ x: end.x - half, y: end.y })} ${at(end)}`;
  });
  return `M${at(first)} ${curves.join(" ")}`;
}

function at({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}

/** The same line with its last `px` taken off in the direction it arrives, so that an arrowhead can stand there. */
export function shortenEnd(points: readonly Point[], px: number): Point[] {
  const last = points.at(-1);
  const before = points.at(-2);
  if (last === undefined || before === undefined) return [...points];
  const back = last.x >= before.x ? -px : px;
  return [...points.slice(0, -1), { x: last.x + back, y: last.y }];
}
