import type { Point } from "./layout-graph.ts";

/** An SVG path through the points without corners: each inner point pulls the line, which passes midway between two. */
export function smoothPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return "";
  const bends = rest.slice(0, -1).map((bend, index) => {
    const next = rest[index + 1] ?? last;
    const end = index === rest.length - 2 ? last : { x: (bend.x + next.x) / 2, y: (bend.y + next.y) / 2 };
    return `Q${bend.x},${bend.y} ${end.x},${end.y}`;
  });
  return `M${first.x},${first.y} ${bends.length === 0 ? `L${last.x},${last.y}` : bends.join(" ")}`;
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
