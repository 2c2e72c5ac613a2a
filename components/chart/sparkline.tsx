const WIDTH = 96;
const HEIGHT = 22;
const FAILED_MIN = 2;

/** Volume over the window as bars from the baseline; failed ones in the accent, at least two pixels high so that none hides. */
export function Sparkline({ slices, label }: { slices: readonly { handoffs: number; failed: number }[]; label: string }) {
  const most = Math.max(1, ...slices.map((slice) => slice.handoffs));
  const step = WIDTH / Math.max(1, slices.length);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img" aria-label={label} className="block">
      <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} stroke="var(--line)" />
      {slices.map(({ handoffs, failed }, index) => {
        if (handoffs === 0) return null;
        const all = Math.max(1.5, (handoffs / most) * (HEIGHT - 1));
        const bad = failed === 0 ? 0 : Math.max(FAILED_MIN, (failed / most) * (HEIGHT - 1));
        return (
          <g key={index * step}>
            <rect x={index * step} width={step - 1} y={HEIGHT - all} height={all} fill="var(--bar)" />
            <rect x={index * step} width={step - 1} y={HEIGHT - bad} height={bad} fill="var(--accent)" />
          </g>
        );
      })}
    </svg>
  );
}
