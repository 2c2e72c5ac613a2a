import { barsPath } from "./bars-path.ts";

const WIDTH = 96;
const HEIGHT = 22;
const FAILED_MIN = 2;

/** Volume over the window as bars from the baseline; failed ones in the accent, at least two pixels high so that none hides. */
export function Sparkline({ slices, label }: { slices: readonly { handoffs: number; failed: number }[]; label: string }) {
  const most = Math.max(1, ...slices.map((slice) => slice.handoffs));
  const step = WIDTH / Math.max(1, slices.length);
  const barsOf = (countIn: (slice: { handoffs: number; failed: number }) => number, leastPx: number): string =>
    barsPath(slices.map((slice, index) => ({ x: index * step, width: step - 1, height: countIn(slice) === 0 ? 0 : Math.max(leastPx, (countIn(slice) / most) * (HEIGHT - 1)) })), HEIGHT);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img" aria-label={label} className="block">
      <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} stroke="var(--line)" />
      <path d={barsOf((slice) => slice.handoffs, 1.5)} fill="var(--bar)" />
      <path d={barsOf((slice) => slice.failed, FAILED_MIN)} fill="var(--accent)" />
    </svg>
  );
}
