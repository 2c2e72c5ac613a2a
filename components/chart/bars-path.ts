/** A bar that stands on the baseline of a drawing. */
export interface Bar {
  x: number;
  width: number;
  height: number;
}

/** All bars as one path: hundreds of elements a drawing are what makes a list of drawings slow. Those without height are left out. */
export function barsPath(bars: readonly Bar[], baseline: number): string {
  return bars.map(({ x, width, height }) => (height > 0 ? `M${round(x)} ${baseline}v${-round(height)}h${round(width)}v${round(height)}z` : "")).join("");
}

const round = (number: number): number => Math.round(number * 100) / 100;
