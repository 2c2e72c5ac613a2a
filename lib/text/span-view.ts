/** A stretch of a trace's time, nanoseconds from its start. */
export type Zoom = readonly [number, number];

/** The zoom of a waterfall as it stands in an address; undefined where none, or none that fits the trace. */
export function readZoom(text: string | null | undefined, durationNs: number): Zoom | undefined {
  const [, from, to] = /^(\d{1,18})-(\d{1,18})$/.exec(text ?? "") ?? [];
  if (from === undefined || to === undefined) return undefined;
  const zoom: Zoom = [Math.min(Number(from), durationNs), Math.min(Number(to), durationNs)];
  return zoom[0] < zoom[1] ? zoom : undefined;
}

/** The same as text; nothing for the whole time. */
export const writeZoom = (zoom: Zoom | undefined): string | undefined => (zoom === undefined ? undefined : `${Math.round(zoom[0])}-${Math.round(zoom[1])}`);

/** No zoom shows less than this part of the whole, or than a microsecond. */
const [SMALLEST_PART, SMALLEST_NS] = [1e-6, 1000];

/** A zoom by this factor about a point (below 1 shows less), kept within the trace; undefined when it shows all of it. */
export function zoomedBy(zoom: Zoom | undefined, factor: number, aboutNs: number, durationNs: number): Zoom | undefined {
  const [from, to] = zoom ?? [0, durationNs];
  const width = Math.max(Math.min(SMALLEST_NS, durationNs), durationNs * SMALLEST_PART, (to - from) * factor);
  if (width >= durationNs) return undefined;
  const start = Math.max(0, Math.min(durationNs - width, aboutNs - width / 2));
  return [start, start + width];
}

/** A zoom moved by a part of its width, within the trace. */
export function zoomMoved(zoom: Zoom | undefined, part: number, durationNs: number): Zoom | undefined {
  if (zoom === undefined) return undefined;
  const width = zoom[1] - zoom[0];
  const start = Math.max(0, Math.min(durationNs - width, zoom[0] + width * part));
  return [start, start + width];
}
