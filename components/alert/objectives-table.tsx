import { clsx } from "clsx";
import Link from "next/link";
import type { BurnRate, SeamObjective } from "@/lib/model/alert-view.ts";
import { formatCount, formatRate } from "@/lib/text/count.ts";
import { seamPath } from "@/lib/text/paths.ts";
import { Sparkline } from "../chart/sparkline.tsx";
import { TableHead } from "../ui/table-head.tsx";

const NUMBERS = new Set(["Budget left", "Burn 1h", "Burn 6h", "Burn 3d"]);

/** Seams with an objective, the least budget on top, with how fast it goes: at a burn of 1 it lasts exactly as long as its window. */
export function ObjectivesTable({ objectives }: { objectives: readonly SeamObjective[] }) {
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Objectives">
      <table className="w-full text-sm tabular-nums">
        <TableHead titles={["Seam", "Objective", "Budget left", "Burn 1h", "Burn 6h", "Burn 3d", "Last 30 days", "Owner"]} numbers={NUMBERS} />
        <tbody>
          {objectives.map(({ seam, owner, contract, budget, burn, trend }) => (
            <tr key={seam.id} className="border-t border-line align-top first:border-t-0">
              <th scope="row" className="min-w-44 py-(--cell-y) pr-3 pl-4 text-start font-medium [overflow-wrap:anywhere]">
                <Link href={seamPath(seam.id)} prefetch={false} className="text-link">
                  {seam.source} <span aria-label="to">→</span> {seam.target}
                </Link>
                {contract === null ? null : <span className="block text-xs font-normal text-ink-3">{`${contract.name} ${contract.version}`}</span>}
              </th>
              <td className="px-3 py-(--cell-y) whitespace-nowrap">{`${budget.objective}% over ${budget.window}`}</td>
              <td className="px-3 py-(--cell-y) text-end">
                <Remaining remaining={budget.remaining} />
                <span className="block text-2xs whitespace-nowrap text-ink-3">{`${formatCount(budget.failed)} failed, ${formatCount(Math.floor(budget.allowed))} allowed of ${formatCount(budget.handoffs)}`}</span>
              </td>
              {burn.map((pace) => (
                <td key={pace.window} className="px-3 py-(--cell-y) text-end">
                  <Pace pace={pace} />
                </td>
              ))}
              <td className="px-3 py-(--cell-y)">
                <Sparkline slices={trend} label={`${formatCount(trend.reduce((sum, one) => sum + one.handoffs, 0))} handoffs, ${formatCount(trend.reduce((sum, one) => sum + one.failed, 0))} failed`} />
              </td>
              <td className="py-(--cell-y) pr-4 pl-3 [overflow-wrap:anywhere]">{owner === null ? <span className="text-ink-3">nobody yet</span> : owner.team}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Remaining({ remaining }: { remaining: number | null }) {
  if (remaining === null) return <span className="text-ink-3">no handoffs</span>;
  return remaining < 0 ? <span className="font-semibold whitespace-nowrap text-accent">✗ overspent</span> : <span className={clsx("font-medium", remaining === 0 && "text-accent")}>{formatRate(remaining)}</span>;
}

function Pace({ pace: { rate, handoffs, failed } }: { pace: BurnRate }) {
  if (rate === null) return <span className="text-ink-3">–</span>;
  return (
    <span title={`${formatCount(failed)} of ${formatCount(handoffs)} failed`} className={rate > 1 ? "font-semibold text-accent" : ""}>
      {rate > 1 ? "↑ " : ""}
      {rate >= 100 ? formatCount(Math.round(rate)) : (Math.round(rate * 10) / 10).toFixed(1)}×<span className="block text-2xs font-normal text-ink-3">n {formatCount(handoffs)}</span>
    </span>
  );
}
