import type { Point } from "./layout-graph.ts";

/** An SVG path through all the points without corners (Catmull-Rom as cubic Béziers). */
export function smoothPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined || rest.length === 0) return "";
  if (rest.length === 1) return `M${at(first)} L${at(rest[0] ?? first)}`;
  const curves = rest.map((end, index) => {
    const start = points[index] ?? first;
    const before = points[index - 1] ?? start;
    const after = points[index + 2] ?? end;
    const leave = { x: start.x + (end.x - before.x) / 6, y: start.y + (end.y - before.y) / 6 };
    const arrive = { x: end.x - (after.x - start.x) / 6, y: end.y - (after.y - start.y) / 6 };
    return `C${at(leave)} ${at(arrive)} ${at(end)}`;
  });
  return `M${at(first)} ${curves.join(" ")}`;
}

function at({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}

/** The same line with its last `px` taken off, so that an arrowhead can stand there. */
export function shortenEnd(points: readonly Point[], px: number): Point[] {
  const last = points.at(-1);
  const before = points.at(-2);
  if (last === undefined || before === undefined) return [...points];
  const length = Math.hypot(last.x - before.x, last.y - before.y);
  if (length <= px) return points.slice(0, -1).concat(before);
  const kept = (length - px) / length;
  return [...points.slice(0, -1), { x: before.x + (last.x - before.x) * kept, y: before.y + (last.y - before.y) * kept }];
}
