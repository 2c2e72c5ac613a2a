import type { AlertMetric } from "@/lib/model/alert-rule.ts";
import type { AlertNow } from "@/lib/model/alert-view.ts";
import { formatMeasured } from "@/lib/text/alert-words.ts";
import { countOf, formatCount, formatRate } from "@/lib/text/count.ts";

interface MeasuredProps {
  metric: AlertMetric;
  value: number | null;
  n: number;
  failed: number | null;
  interval: AlertNow["interval"];
}

/** A measured value in its unit, with what it rests on below. */
export function MeasuredValue({ metric, value, n, failed, interval }: MeasuredProps) {
  return (
    <span className="block whitespace-nowrap tabular-nums">
      <span className="font-medium">{formatMeasured(metric, value)}</span>
      <span className="block text-2xs text-ink-3">{restsOn({ n, failed, interval })}</span>
    </span>
  );
}

/** What a value rests on, in one clause: "4 of 20 failed, 95% interval 8% to 42%". */
export function restsOn({ n, failed, interval }: Pick<MeasuredProps, "n" | "failed" | "interval">): string {
  if (n === 0) return "no handoffs";
  const counts = failed === null ? countOf(n, "handoff") : `${formatCount(failed)} of ${formatCount(n)} failed`;
  return interval === null ? counts : `${counts}, 95% ${formatRate(interval.low)} to ${formatRate(interval.high)}`;
}
