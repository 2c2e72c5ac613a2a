import { clsx } from "clsx";
import Link from "next/link";
import type { Delivery } from "@/lib/model/alert-channel.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { firingPath } from "@/lib/text/paths.ts";
import { Instant } from "../ui/instant.tsx";
import { TableHead } from "../ui/table-head.tsx";

const OUTCOMES: Record<Delivery["outcome"], { words: string; shape: string }> = {
  delivered: { words: "Delivered", shape: "✓" },
  failed: { words: "Failed", shape: "✗" },
  gave_up: { words: "Gave up", shape: "⊘" },
};
const EVENTS: Readonly<Record<string, string>> = { open: "fires", resolve: "well again", suppressed: "was not told", test: "test" };

/** Attempts to tell of firings; `linked` leads from each to what it told of. */
export function DeliveryLog({ deliveries, linked }: { deliveries: readonly Delivery[]; linked: boolean }) {
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Delivery log">
      <table className="w-full text-sm tabular-nums">
        <TableHead titles={["Outcome", "Channel", "What", "Attempt", "When", "Answer", "Took", "Next try", ...(linked ? ["Firing"] : [])]} />
        <tbody>
          {deliveries.map((one) => (
            <tr key={`${one.key} ${one.attempt}`} className="border-t border-line align-top first:border-t-0">
              <td className={clsx("py-(--cell-y) pr-3 pl-4 whitespace-nowrap", one.outcome !== "delivered" && "font-medium text-accent")}>
                <span aria-hidden="true">{OUTCOMES[one.outcome].shape} </span>
                {OUTCOMES[one.outcome].words}
              </td>
              <th scope="row" className="px-3 py-(--cell-y) text-start font-normal [overflow-wrap:anywhere]">
                {one.channel}
              </th>
              <td className="px-3 py-(--cell-y) whitespace-nowrap">{EVENTS[one.event] ?? one.event}</td>
              <td className="px-3 py-(--cell-y)">{one.attempt}</td>
              <td className="px-3 py-(--cell-y)">
                <Instant at={one.at} />
              </td>
              <td className="min-w-40 px-3 py-(--cell-y) [overflow-wrap:anywhere]">
                {one.status ?? ""} {one.error}
              </td>
              <td className="px-3 py-(--cell-y) whitespace-nowrap">{formatDuration(one.tookMs)}</td>
              <td className="px-3 py-(--cell-y)">{one.nextAt === null ? <span className="text-ink-3">–</span> : <Instant at={one.nextAt} precision="s" />}</td>
              {linked ? (
                <td className="py-(--cell-y) pr-4 pl-3 font-mono text-xs">
                  {one.event === "test" ? <span className="text-ink-3">–</span> : (
                    <Link href={firingPath(one.firingId)} prefetch={false} className="text-link">
                      {one.firingId.slice(0, 8)}
                    </Link>
                  )}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
