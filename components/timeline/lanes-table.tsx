import type { Timeline } from "@/lib/model/timeline.ts";
import { formatCount, formatRate } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { TableHead } from "../ui/table-head.tsx";

const TITLES = ["Lane", "At work", "Of the whole", "Handed over", "Taken", "Errors"] as const;
const NUMBERS = new Set<string>(TITLES.slice(1));

/** The lanes in numbers: how long each was at work, and how many handoffs it gave and took. */
export function LanesTable({ model: { lanes, arrows, durationNs } }: { model: Timeline }) {
  const number = "border-b border-line px-3 text-end tabular-nums whitespace-nowrap";
  return (
    <table className="w-full min-w-xl">
      <TableHead titles={TITLES} numbers={NUMBERS} />
      <tbody>
        {lanes.map((lane, index) => (
          <tr key={lane.name}>
            <td className="border-b border-line py-(--cell-y) pr-3 pl-4 [overflow-wrap:anywhere]">{lane.name}</td>
            <td className={number}>{formatDuration(lane.workNs / 1e6)}</td>
            <td className={number}>{formatRate(lane.workNs / durationNs)}</td>
            <td className={number}>{formatCount(arrows.filter((arrow) => arrow.fromLane === index).length)}</td>
            <td className={number}>{formatCount(arrows.filter((arrow) => arrow.toLane === index && arrow.toNs !== null).length)}</td>
            <td className={number}>{formatCount(lane.errors)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
