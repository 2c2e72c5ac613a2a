import type { PathPart, TimelineArrow, TimelineLane } from "@/lib/model/timeline.ts";
import type { Active } from "./active-at.ts";
import type { Ink } from "./ink.ts";
import type { TimeScale } from "./time-scale.ts";

/** Everything the plot shows, and how large it is. */
export interface Plot {
  lanes: readonly TimelineLane[];
  arrows: readonly TimelineArrow[];
  /** Empty when the critical path is not shown. */
  path: readonly PathPart[];
  scale: TimeScale;
  widthPx: number;
  lanePx: number;
  /** What goes on at the playhead; undefined without one: then everything is lit alike. */
  active: Active | undefined;
}

/** Where the bars of a lane begin and end, from its top, as parts of its height. */
export const BAR = { top: 0.3, bottom: 0.68 };
const HEAD_PX = 7;
const LOOP_PX = 22;
const DIMMED = 0.3;

/** Draws the plot: silences, bars, critical path, arrows. */
export function paintPlot(context: CanvasRenderingContext2D, plot: Plot, ink: Ink): void {
  paintGround(context, plot, ink);
  const lit = plot.active === undefined ? undefined : new Set(plot.active.lanes);
  for (const [index, lane] of plot.lanes.entries()) {
    context.globalAlpha = lit === undefined || lit.has(index) ? 1 : DIMMED;
    paintBars(context, plot, lane, index, ink);
  }
  context.globalAlpha = 1;
  paintPath(context, plot, ink);
  const onTheWay = plot.active === undefined ? undefined : new Set([...plot.active.arrows, ...plot.active.missing]);
  for (const arrow of plot.arrows) {
    if (!isSeen(arrow, plot.scale)) continue;
    context.globalAlpha = onTheWay === undefined || onTheWay.has(arrow) ? 1 : DIMMED;
    paintArrow(context, plot, arrow, ink);
  }
  context.globalAlpha = 1;
}

/** Whether any of an arrow is in the window. */
export const isSeen = ({ fromNs, toNs }: Pick<TimelineArrow, "fromNs" | "toNs">, { fromNs: from, toNs: to }: Pick<TimeScale, "fromNs" | "toNs">): boolean =>
  Math.max(fromNs, toNs ?? fromNs) >= from && Math.min(fromNs, toNs ?? fromNs) <= to;

function paintGround(context: CanvasRenderingContext2D, { lanes, scale, widthPx, lanePx }: Plot, ink: Ink): void {
  const heightPx = lanes.length * lanePx;
  context.strokeStyle = ink.line;
  context.lineWidth = 1;
  context.beginPath();
  for (const tick of scale.ticks) line(context, Math.round(tick.at * widthPx) + 0.5, 0, Math.round(tick.at * widthPx) + 0.5, heightPx);
  for (let index = 0; index < lanes.length; index += 1) line(context, 0, index * lanePx + 0.5, widthPx, index * lanePx + 0.5);
  context.stroke();
  for (const gap of scale.gaps) {
    const [from, to] = [gap.from * widthPx, gap.to * widthPx];
    context.fillStyle = ink.sunk;
    context.fillRect(from, 0, to - from, heightPx);
    context.strokeStyle = ink.control;
    context.setLineDash([3, 3]);
    context.beginPath();
    line(context, from + 0.5, 0, from + 0.5, heightPx);
    line(context, to - 0.5, 0, to - 0.5, heightPx);
    context.stroke();
    context.setLineDash([]);
  }
}

function paintBars(context: CanvasRenderingContext2D, { scale, widthPx, lanePx }: Plot, lane: TimelineLane, index: number, ink: Ink): void {
  const [top, height] = [(index + BAR.top) * lanePx, (BAR.bottom - BAR.top) * lanePx];
  for (const bar of lane.bars) {
    if (bar.toNs < scale.fromNs || bar.fromNs > scale.toNs) continue;
    const x = scale.at(bar.fromNs) * widthPx;
    const width = Math.max(3, scale.at(bar.toNs) * widthPx - x - 0.5);
    context.fillStyle = bar.errors > 0 ? ink.accentSoft : ink.bar;
    context.fillRect(x, top, width, height);
    if (bar.errors === 0) continue;
    context.strokeStyle = ink.accent;
    context.lineWidth = 1;
    context.strokeRect(x + 0.5, top + 0.5, Math.max(2, width - 1), height - 1);
    if (width >= 12) cross(context, x + 6, top + height / 2, 2.5, ink.accent);
  }
}

/** A line below the bars of who was at work; between lanes it goes down or up where the waiting was: dots at a gate, dashes under way. */
function paintPath(context: CanvasRenderingContext2D, { path, lanes, scale, widthPx, lanePx }: Plot, ink: Ink): void {
  if (path.length === 0) return;
  const laneAt = new Map(lanes.map((lane, index) => [lane.name, index]));
  const y = (name: string) => ((laneAt.get(name) ?? 0) + BAR.bottom) * lanePx + 4;
  context.strokeStyle = ink.ink;
  context.fillStyle = ink.ink;
  context.lineWidth = 3;
  let last: number | undefined;
  for (const part of path) {
    const isSeenPart = part.toNs >= scale.fromNs && part.fromNs <= scale.toNs;
    if (!isSeenPart || part.kind === "idle") {
      last = part.kind === "idle" ? undefined : y(part.to);
      continue;
    }
    const [from, to] = [scale.at(part.fromNs) * widthPx, scale.at(part.toNs) * widthPx];
    const [start, end] = [part.kind === "work" ? y(part.from) : (last ?? y(part.from)), y(part.to)];
    context.setLineDash(part.kind === "work" ? [] : part.kind === "gate" ? [2, 4] : [6, 3]);
    context.beginPath();
    if (part.kind === "work" && last !== undefined && last !== start) line(context, from, last, from, start);
    line(context, from, start, Math.max(to, from + 1), end);
    context.stroke();
    last = end;
  }
  context.setLineDash([]);
}

function paintArrow(context: CanvasRenderingContext2D, { scale, widthPx, lanePx }: Plot, arrow: TimelineArrow, ink: Ink): void {
  const colour = arrow.failed || arrow.verdict === "lost" ? ink.accent : ink.ink2;
  const down = arrow.toLane >= arrow.fromLane;
  const towards = down ? 1 : -1;
  const x1 = scale.at(arrow.fromNs) * widthPx;
  const y1 = (arrow.fromLane + (down ? BAR.bottom : BAR.top)) * lanePx;
  const y2 = (arrow.toLane + (down ? BAR.top : BAR.bottom)) * lanePx;
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = arrow.failed ? 2 : 1.5;
  if (arrow.fromLane === arrow.toLane) return paintLoop(context, x1, (arrow.fromLane + BAR.top) * lanePx);
  dot(context, x1, y1, 2.5);
  const x2 = arrow.toNs === null ? x1 : scale.at(arrow.toNs) * widthPx;
  context.setLineDash(arrow.toNs === null ? [3, 3] : []);
  context.beginPath();
  line(context, x1, y1, x2, y2 - towards * (arrow.toNs === null ? 4 : HEAD_PX));
  context.stroke();
  context.setLineDash([]);
  if (arrow.toNs === null) return paintMissing(context, x2, y2, arrow.verdict === "lost", colour);
  context.beginPath();
  context.moveTo(x2, y2);
  context.lineTo(x2 - 4, y2 - towards * HEAD_PX);
  context.lineTo(x2 + 4, y2 - towards * HEAD_PX);
  context.fill();
  return undefined;
}

/** No reception: an open ring, crossed out when it is known to be lost. */
function paintMissing(context: CanvasRenderingContext2D, x: number, y: number, isLost: boolean, colour: string): void {
  context.beginPath();
  context.arc(x, y, 5, 0, Math.PI * 2);
  context.stroke();
  if (isLost) cross(context, x, y, 3, colour);
}

function paintLoop(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.beginPath();
  context.moveTo(x, y);
  context.bezierCurveTo(x, y - 12, x + LOOP_PX, y - 12, x + LOOP_PX, y - 4);
  context.stroke();
  context.beginPath();
  context.moveTo(x + LOOP_PX, y);
  context.lineTo(x + LOOP_PX - 3, y - 6);
  context.lineTo(x + LOOP_PX + 3, y - 6);
  context.fill();
}

function cross(context: CanvasRenderingContext2D, x: number, y: number, reach: number, colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.beginPath();
  line(context, x - reach, y - reach, x + reach, y + reach);
  line(context, x - reach, y + reach, x + reach, y - reach);
  context.stroke();
}

function dot(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
}

function line(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
}
