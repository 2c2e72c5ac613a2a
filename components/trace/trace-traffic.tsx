"use client";

import { useRouter } from "next/navigation";
import type { TrafficBucket } from "@/lib/model/trace-facets.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { withParams } from "@/lib/text/paths.ts";
import { ChartFigure } from "../chart/chart-figure.tsx";
import { ChartTable } from "../chart/chart-table.tsx";
import { TimeAxis } from "../chart/time-axis.tsx";
import { useCellSelection } from "../chart/use-cell-selection.ts";
import { Instant } from "../ui/instant.tsx";

const HEIGHT_PX = 56;
/** A stretch with any traces, and any failed ones, can be seen. */
const LEAST_PX = 2;

interface TrafficProps {
  buckets: readonly TrafficBucket[];
  path: string;
  search: string;
}

/** How many traces started when, those with a failed handoff in the accent and hatched; a stretch that is selected becomes the window. */
export function TraceTraffic({ buckets, path, search }: TrafficProps) {
  const router = useRouter();
  const stepMs = Date.parse(buckets[1]?.at ?? "") - Date.parse(buckets[0]?.at ?? "");
  const { range, handlers } = useCellSelection({
    columns: buckets.length,
    rows: 1,
    onSelect: ({ from, to }) => {
      const [first, last] = [buckets[from.column], buckets[to.column]];
      if (first === undefined || last === undefined || !(stepMs > 0)) return;
      router.push(withParams(path, search, { from: first.at, to: new Date(Date.parse(last.at) + stepMs).toISOString(), range: undefined, cursor: undefined }), { scroll: false });
    },
  });
  const most = buckets.reduce((max, bucket) => Math.max(max, bucket.traces), 0);
  if (most === 0) return null;
  const [traces, failed] = [sumOf(buckets, (bucket) => bucket.traces), sumOf(buckets, (bucket) => bucket.failed)];
  const px = (count: number): number => (count === 0 ? 0 : Math.max(LEAST_PX, (count / most) * HEIGHT_PX));
  return (
    <ChartFigure
      caption={`${countOf(traces, "trace")} over time, ${failed === 0 ? "none with a failed handoff" : `${formatCount(failed)} with a failed handoff (hatched)`}; words and durations are not applied here. Drag, or use the arrow keys and Enter, to choose a time.`}
      table={<TrafficTable buckets={buckets} />}
    >
      <div
        role="application"
        tabIndex={0}
        aria-label={`Traces over time, ${buckets.length} stretches. Arrow keys choose, with Shift to widen, Enter applies.`}
        className="relative flex cursor-crosshair touch-none items-end gap-px"
        style={{ height: HEIGHT_PX }}
        {...handlers}
      >
        {buckets.map((bucket, index) => (
          <span key={bucket.at} className="relative h-full flex-1" title={`${bucket.at}: ${countOf(bucket.traces, "trace")}, ${formatCount(bucket.failed)} failed`}>
            {range !== undefined && index >= range.from.column && index <= range.to.column ? <span className="absolute inset-0 bg-bar-2" /> : null}
            <span className="absolute inset-x-0 bottom-0 bg-bar" style={{ height: px(bucket.traces) }} />
            <span className="absolute inset-x-0 bottom-0" style={{ height: px(bucket.failed), background: "repeating-linear-gradient(135deg, var(--surface) 0 1px, var(--accent) 1px 4px)" }} />
          </span>
        ))}
      </div>
      <TimeAxis starts={buckets.map((bucket) => bucket.at)} />
    </ChartFigure>
  );
}

const sumOf = (buckets: readonly TrafficBucket[], countIn: (bucket: TrafficBucket) => number): number => buckets.reduce((sum, bucket) => sum + countIn(bucket), 0);

const TrafficTable = ({ buckets }: { buckets: readonly TrafficBucket[] }) => (
  <ChartTable
    titles={["From", "Traces", "With a failed handoff"]}
    rows={buckets.filter((bucket) => bucket.traces > 0).map(({ at, traces, failed }) => ({ key: at, cells: [<Instant key="from" at={at} precision="s" />, formatCount(traces), formatCount(failed)] }))}
  />
);
