import type { AuditSummary } from "@/lib/model/audit.ts";
import type { ReadinessPoint } from "@/lib/model/scorecard.ts";
import { formatCount } from "@/lib/text/count.ts";
import { READINESS_WORDS } from "@/lib/text/readiness-words.ts";

interface AuditSummaryBarProps {
  summary: AuditSummary;
  /** The question by which the seams are narrowed; choosing it again takes that away. */
  missing: string;
  onMissing: (point: ReadinessPoint | undefined) => void;
}

const POINTS = ["documented", "versioned", "owned", "instrumented", "failure_path"] as const satisfies readonly ReadinessPoint[];

/** Of all seams that are shown, how many answer each question; a click leaves those that do not. */
export function AuditSummaryBar({ summary, missing, onMissing }: AuditSummaryBarProps) {
  return (
    <section aria-label="Summary" className="panel mb-4 grid grid-cols-2 gap-px overflow-hidden bg-line sm:grid-cols-3 xl:grid-cols-6">
      <div className="bg-surface px-4 py-3">
        <p className="text-xs text-ink-2">All five</p>
        <Share met={summary.all} of={summary.seams} />
        <p className="text-xs text-ink-3">of the seams with traffic</p>
      </div>
      {POINTS.map((point) => {
        const { label, question } = READINESS_WORDS[point];
        const lacking = summary.seams - summary[point];
        const chosen = missing === point;
        return (
          <button
            key={point}
            type="button"
            aria-pressed={chosen}
            onClick={() => onMissing(chosen ? undefined : point)}
            title={chosen ? "Show all seams again" : `Show the ${formatCount(lacking)} that do not`}
            className={`px-4 py-3 text-start hover:bg-sunk ${chosen ? "bg-sunk outline-2 -outline-offset-2 outline-ink" : "bg-surface"}`}
          >
            <span className="block text-xs text-ink-2">{label}</span>
            <Share met={summary[point]} of={summary.seams} />
            <span className="block text-xs text-ink-3">{lacking === 0 ? question : `${formatCount(lacking)} without`}</span>
          </button>
        );
      })}
    </section>
  );
}

/** How many of how many, with a bar to scale. */
function Share({ met, of }: { met: number; of: number }) {
  return (
    <>
      <span className="block text-xl font-semibold tracking-tight tabular-nums">
        {formatCount(met)} <span className="text-base font-normal text-ink-3">of {formatCount(of)}</span>
      </span>
      <svg viewBox="0 0 100 4" width="100%" height="4" preserveAspectRatio="none" aria-hidden="true" className="my-1 block">
        <rect width="100" height="4" fill="var(--bar-2)" />
        <rect width={of === 0 ? 0 : (met / of) * 100} height="4" fill="var(--ink)" />
      </svg>
    </>
  );
}
