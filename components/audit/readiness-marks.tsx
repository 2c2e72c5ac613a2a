import type { ReadinessPoint } from "@/lib/model/scorecard.ts";
import { READINESS_WORDS } from "@/lib/text/readiness-words.ts";

const POINTS = ["documented", "versioned", "owned", "instrumented", "failure_path"] as const satisfies readonly ReadinessPoint[];
const SIZE = 11;

/** The five points as shapes, a filled square with a tick or an empty one, and in words what is lacking. */
export function ReadinessMarks({ missing }: { missing: readonly ReadinessPoint[] }) {
  const met = POINTS.length - missing.length;
  return (
    <span className="block">
      <span className="flex items-center gap-2 whitespace-nowrap tabular-nums">
        <svg width={POINTS.length * (SIZE + 3)} height={SIZE} aria-hidden="true">
          {POINTS.map((point, index) => (
            <Mark key={point} x={index * (SIZE + 3)} met={!missing.includes(point)} title={READINESS_WORDS[point].label} />
          ))}
        </svg>
        <span className="font-medium">
          {met} of {POINTS.length}
        </span>
      </span>
      <span className="block text-xs text-ink-3">{lackWords(missing)}</span>
    </span>
  );
}

function lackWords(missing: readonly ReadinessPoint[]): string {
  if (missing.length === 0) return "lacks nothing";
  return missing.length === POINTS.length ? "lacks all five" : `lacks ${missing.map((point) => READINESS_WORDS[point].lack).join(", ")}`;
}

function Mark({ x, met, title }: { x: number; met: boolean; title: string }) {
  return (
    <g transform={`translate(${x} 0)`}>
      <title>{`${title}: ${met ? "yes" : "no"}`}</title>
      <rect x="0.5" y="0.5" width={SIZE - 1} height={SIZE - 1} fill={met ? "var(--ink)" : "none"} stroke={met ? "var(--ink)" : "var(--control)"} strokeDasharray={met ? undefined : "2 1.5"} />
      {met ? <path d="M2.5 5.5l2 2 4-4.5" fill="none" stroke="var(--surface)" strokeWidth="1.4" /> : null}
    </g>
  );
}
