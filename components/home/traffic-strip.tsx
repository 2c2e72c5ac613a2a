import type { Change } from "@/lib/model/change.ts";
import { formatCount } from "@/lib/text/count.ts";
import { changeName, changeSentence } from "@/lib/text/change-words.ts";
import { Instant } from "../ui/instant.tsx";
import { ChangeMark } from "./change-mark.tsx";
import { MarkLink } from "./mark-link.tsx";
import { placeMarks } from "./place-marks.ts";

const HEIGHT = 40;
const ROW_PX = 18;

interface TrafficStripProps {
  /** Handoffs and failed of each slice of the window, one after the other, over all seams. */
  slices: readonly number[];
  window: { from: string; to: string };
  changes: readonly Change[];
  /** The address of the list of changes; a mark leads to its line there. */
  listHref: string;
}

/** All handoffs of the window over time, failed ones in the accent, with a mark where an agent, a model or a contract changed. */
export function TrafficStrip({ slices, window, changes, listHref }: TrafficStripProps) {
  const bars = Array.from({ length: slices.length / 2 }, (_, index) => ({ handoffs: slices[2 * index] ?? 0, failed: slices[2 * index + 1] ?? 0 }));
  const most = Math.max(1, ...bars.map((bar) => bar.handoffs));
  const marks = placeMarks(changes, window);
  const rows = marks.reduce((last, mark) => Math.max(last, mark.row + 1), 0);
  const total = bars.reduce((sum, bar) => sum + bar.handoffs, 0);
  const step = 100 / Math.max(1, bars.length);
  return (
    <div className="px-4 pt-2.5 pb-1.5">
      <div className="relative" style={{ paddingTop: rows * ROW_PX }}>
        {marks.map(({ change, index, leftPercent, row, hasWords, isRight }) => (
          <MarkLink
            key={index}
            href={listHref}
            line={`change-${index}`}
            title={changeSentence(change)}
            style={{ left: `${leftPercent}%`, top: row * ROW_PX, height: `calc(100% - ${row * ROW_PX}px)` }}
            className="group absolute z-10 border-l border-dashed border-control hover:border-ink focus-visible:border-ink"
          >
            <span className={`absolute top-0 flex h-[18px] items-center gap-1 text-2xs whitespace-nowrap text-ink-2 group-hover:text-ink ${isRight ? "right-0 -mr-1.5 flex-row-reverse" : "left-0 -ml-1.5"}`}>
              <ChangeMark of={change.kind} />
              <span className={hasWords ? "max-w-48 truncate bg-surface max-sm:hidden" : "sr-only"}>{changeName(change)}</span>
            </span>
          </MarkLink>
        ))}
        <svg viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={`${formatCount(total)} handoffs over the window`} className="block w-full" style={{ height: HEIGHT }}>
          <path d={`M0 ${HEIGHT - 0.5}H100`} stroke="var(--line)" vectorEffect="non-scaling-stroke" />
          {bars.map(({ handoffs, failed }, index) => {
            if (handoffs === 0) return null;
            const all = Math.max(1.5, (handoffs / most) * (HEIGHT - 2));
            const bad = failed === 0 ? 0 : Math.max(2, (failed / most) * (HEIGHT - 2));
            return (
              <g key={index * step}>
                <title>{`${formatCount(handoffs)} handoffs, ${formatCount(failed)} failed`}</title>
                <rect x={index * step} width={step * 0.92} y={HEIGHT - all} height={all} fill="var(--bar-2)" />
                <rect x={index * step} width={step * 0.92} y={HEIGHT - bad} height={bad} fill="var(--accent)" />
              </g>
            );
          })}
        </svg>
      </div>
      <p className="flex justify-between pt-1 text-2xs text-ink-3">
        <Instant at={window.from} precision="s" />
        <Instant at={window.to} precision="s" />
      </p>
    </div>
  );
}
