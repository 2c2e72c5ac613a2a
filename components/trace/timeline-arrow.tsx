import type { LaneArrow } from "./timeline-model.ts";

const HEAD_PX = 7;
/** Where the bars of a lane begin and end, from its top. */
const BAR = { top: 12, bottom: 26 };
const STUB_PX = 22;

const percent = (part: number) => `${Math.round(part * 10_000) / 100}%`;

/** The arrow itself; a handoff without a reception in this trace ends in an open ring. */
export function TimelineArrow({ arrow, lanePx }: { arrow: LaneArrow; lanePx: number }) {
  const ink = arrow.failed ? "var(--accent)" : "var(--ink-2)";
  const down = arrow.toLane >= arrow.fromLane;
  const y1 = arrow.fromLane * lanePx + (down ? BAR.bottom : BAR.top);
  const y2 = arrow.toLane * lanePx + (down ? BAR.top : BAR.bottom);
  const x1 = percent(arrow.from);
  if (arrow.fromLane === arrow.toLane) return <Loop x={x1} y={arrow.fromLane * lanePx + BAR.top} ink={ink} />;
  const towards = down ? 1 : -1;
  if (arrow.to === null) {
    return (
      <g stroke={ink} fill="none" strokeWidth="1.5">
        <circle cx={x1} cy={y1} r="2.5" fill={ink} />
        <line x1={x1} y1={y1} x2={x1} y2={y2 - towards * 4} strokeDasharray="3 3" />
        <circle cx={x1} cy={y2} r="4" />
      </g>
    );
  }
  const x2 = percent(arrow.to);
  return (
    <g stroke={ink} strokeWidth={arrow.failed ? 2 : 1.5}>
      <circle cx={x1} cy={y1} r="2.5" fill={ink} stroke="none" />
      <line x1={x1} y1={y1} x2={x2} y2={y2 - towards * HEAD_PX} />
      <svg x={x2} y={y2} overflow="visible">
        <path d={`M0 0L-4 ${-towards * HEAD_PX}H4z`} fill={ink} stroke="none" />
      </svg>
    </g>
  );
}

function Loop({ x, y, ink }: { x: string; y: number; ink: string }) {
  return (
    <svg x={x} y={y} overflow="visible">
      <path d={`M0 0C0 -12 ${STUB_PX} -12 ${STUB_PX} -4`} fill="none" stroke={ink} strokeWidth="1.5" />
      <path d={`M${STUB_PX} 0l-3 -6h6z`} fill={ink} />
    </svg>
  );
}
