import { clsx } from "clsx";
import type { SeamSummary } from "@/lib/model/seam.ts";
import { formatCount, formatRate } from "@/lib/text/count.ts";

type Counts = Pick<SeamSummary, "handoffs" | "failed" | "failureRate" | "failureRateLow" | "failureRateHigh">;

/** The failure rate in one sentence, with the count it stands on and how sure it is. */
export function rateWords({ handoffs, failed, failureRateLow, failureRateHigh }: Counts): string {
  const counts = `${formatCount(failed)} of ${formatCount(handoffs)} failed`;
  return failureRateLow === null ? counts : `${counts}; 95% interval ${formatRate(failureRateLow)} to ${formatRate(failureRateHigh)}`;
}

/** The failure rate with its interval drawn to scale: a wide line says "too few to tell". */
export function FailureRate({ counts }: { counts: Counts }) {
  const failing = counts.failed > 0;
  return (
    <span className="relative z-10 inline-flex flex-col items-end" title={rateWords(counts)}>
      <span className={clsx("whitespace-nowrap", failing ? "font-semibold text-accent" : "text-ink-2")}>
        {formatRate(counts.failureRate)}
        {failing ? (
          <span className="ml-1.5 text-xs font-normal text-ink-3" aria-hidden="true">
            {formatCount(counts.failed)}
          </span>
        ) : null}
      </span>
      <RateInterval counts={counts} />
      <span className="sr-only">{rateWords(counts)}</span>
    </span>
  );
}

/** The interval of a rate on a line from 0% to 100%, with a mark where the rate is. */
function RateInterval({ counts }: { counts: Counts }) {
  const { failureRate: rate, failureRateLow: low, failureRateHigh: high } = counts;
  if (rate === null || low === null || high === null) return null;
  const ink = counts.failed > 0 ? "var(--accent)" : "var(--bar)";
  return (
    <svg viewBox="0 0 100 6" width="72" height="5" preserveAspectRatio="none" aria-hidden="true" className="mt-0.5">
      <rect x="0" y="2.5" width="100" height="1" fill="var(--line)" />
      <rect x={low * 100} y="2" width={Math.max(2, (high - low) * 100)} height="2" fill={ink} />
      <rect x={Math.min(97.5, Math.max(0, rate * 100 - 1.25))} y="0" width="2.5" height="6" fill={ink} />
    </svg>
  );
}
