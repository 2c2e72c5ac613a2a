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
export function DeliveryLog({ deliveries, linked, label = "Delivery log" }: { deliveries: readonly Delivery[]; linked: boolean; label?: string }) {
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={label}>
      <table className="w-full text-sm tabular-nums">
        <TableHead titles={linked ? ["Outcome", "Channel", "What", "Attempt", "When", "Answer", "Took", "Next try", "Firing"] : ["Outcome", "Channel", "When", "Answer"]} />
        <tbody>
          {deliveries.map((one) => (
            <tr key={`${one.key} ${one.attempt}`} className="border-t border-line align-top first:border-t-0">
              <td className={clsx("py-(--cell-y) pr-3 pl-4 whitespace-nowrap", one.outcome !== "delivered" && "font-medium text-accent")}>
                <span aria-hidden="true">{OUTCOMES[one.outcome].shape} </span>
                {OUTCOMES[one.outcome].words}
              </td>
              <th scope="row" className="min-w-28 px-3 py-(--cell-y) text-start font-normal [overflow-wrap:anywhere]">
                {one.channel}
                {linked ? null : <span className="block text-xs text-ink-3">{`${eventWords(one)}, attempt ${one.attempt}`}</span>}
              </th>
              {linked ? <LinkedCells delivery={one} /> : <ShortCells delivery={one} />}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const eventWords = ({ event }: Delivery): string => EVENTS[event] ?? event;

/** An attempt among those of all firings. */
function LinkedCells({ delivery: { at, attempt, status, error, tookMs, nextAt, event, firingId }, delivery }: { delivery: Delivery }) {
  return (
    <>
      <td className="px-3 py-(--cell-y) whitespace-nowrap">{eventWords(delivery)}</td>
      <td className="px-3 py-(--cell-y)">{attempt}</td>
      <td className="px-3 py-(--cell-y)">
        <Instant at={at} />
      </td>
      <td className="min-w-40 px-3 py-(--cell-y) [overflow-wrap:anywhere]">
        {status ?? ""} {error}
      </td>
      <td className="px-3 py-(--cell-y) whitespace-nowrap">{formatDuration(tookMs)}</td>
      <td className="px-3 py-(--cell-y)">{nextAt === null ? <span className="text-ink-3">–</span> : <Instant at={nextAt} precision="s" />}</td>
      <td className="py-(--cell-y) pr-4 pl-3 font-mono text-xs">
        {event === "test" ? <span className="text-ink-3">–</span> : (
          <Link href={firingPath(firingId)} prefetch={false} className="text-link">
            {firingId.slice(0, 8)}
          </Link>
        )}
      </td>
    </>
  );
}

/** An attempt beside the firing it told of, where there is half the width. */
function ShortCells({ delivery: { at, status, error, tookMs, nextAt } }: { delivery: Delivery }) {
  return (
    <>
      <td className="px-3 py-(--cell-y)">
        <Instant at={at} precision="s" />
      </td>
      <td className="min-w-32 py-(--cell-y) pr-4 pl-3 [overflow-wrap:anywhere]">
        {status ?? ""} {error}
        <span className="block text-xs text-ink-3">
          in {formatDuration(tookMs)}
          {nextAt === null ? null : (
            <>
              , next try <Instant at={nextAt} precision="s" />
            </>
          )}
        </span>
      </td>
    </>
  );
}
