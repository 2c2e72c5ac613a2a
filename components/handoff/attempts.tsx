import { clsx } from "clsx";
import Link from "next/link";
import type { HandoffCourse } from "@/lib/model/handoff-course.ts";
import { countOf } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { tracePath } from "@/lib/text/paths.ts";
import { Instant } from "../ui/instant.tsx";
import { Section } from "../ui/section.tsx";

const OUTCOMES = { failed: "failed", received: "received", unknown: "outcome not told" } as const;

/** The tries at one and the same handoff, when there was more than one. */
export function Attempts({ attempts, attemptsMax }: Pick<HandoffCourse, "attempts" | "attemptsMax">) {
  if (attempts.length < 2 && (attemptsMax ?? 1) < 2) return null;
  return (
    <Section title="Attempts" aside={attemptsMax === null ? `${countOf(attempts.length, "attempt")}; handoff.retry.max would say how many there may be` : `${attempts.length} of ${countOf(attemptsMax, "attempt")}`}>
      <ol className="pb-2">
        {attempts.map(({ number, at, gapMs, outcome, words, traceId, spanId }) => (
          <li key={number} className="grid grid-cols-[2rem_minmax(0,1fr)_auto] gap-x-2 border-t border-line px-4 py-(--cell-y)">
            <span className="text-ink-3 tabular-nums">{number}.</span>
            <span className="min-w-0">
              <span className={clsx("font-medium", outcome === "failed" && "text-accent")}>
                <span aria-hidden="true">{outcome === "failed" ? "✕ " : outcome === "received" ? "✓ " : "? "}</span>
                {OUTCOMES[outcome]}
              </span>
              {words === "" ? null : <span className="text-ink-2 [overflow-wrap:anywhere]">: {words}</span>}
              <span className="block text-xs text-ink-3">
                <Instant at={at} />
                {gapMs === null ? null : `, ${formatDuration(gapMs)} after the one before`}
              </span>
            </span>
            {spanId === "" ? null : (
              <Link href={tracePath(traceId, spanId)} prefetch={false} className="text-link font-mono text-xs text-ink-2">
                span
              </Link>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}
