import Link from "next/link";
import type { ChannelSummary } from "@/lib/model/alert-channel.ts";
import { TableHead } from "../ui/table-head.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import { ChannelActions } from "./channel-actions.tsx";

const RIGHT = new Set(["Actions"]);

/** Channels with where they lead, without anything secret. */
export function ChannelsTable({ channels, nowMs }: { channels: readonly ChannelSummary[]; nowMs: number }) {
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Channels">
      <table className="w-full text-sm">
        <TableHead titles={["Channel", "Leads to", "Takes", "Saved", "Actions"]} numbers={RIGHT} />
        <tbody>
          {channels.map((channel) => (
            <tr key={channel.name} className="border-t border-line align-top first:border-t-0">
              <th scope="row" className="min-w-32 py-(--cell-y) pr-3 pl-4 text-start font-medium [overflow-wrap:anywhere]">
                {channel.name}
                <span className="block text-xs font-normal text-ink-3">{channel.type}</span>
              </th>
              <td className="min-w-40 px-3 py-(--cell-y) [overflow-wrap:anywhere]">
                {channel.target}
                {channel.problem === "" ? null : <span className="block text-xs font-medium text-accent">✗ nothing can be sent: {channel.problem}</span>}
              </td>
              <td className="min-w-32 px-3 py-(--cell-y) text-ink-2 [overflow-wrap:anywhere]">
                {["rules that name it", channel.owners.length === 0 ? "" : `alerts of ${channel.owners.join(", ")}`, channel.byDefault ? "what no other takes" : ""].filter((part) => part !== "").join("; ")}
                <Link href={`/alerts/deliveries?channel=${encodeURIComponent(channel.name)}`} prefetch={false} className="text-link block w-fit text-xs">
                  its deliveries
                </Link>
              </td>
              <td className="px-3 py-(--cell-y) whitespace-nowrap">
                <TimeAgo at={channel.savedAt} nowMs={nowMs} />
              </td>
              <td className="py-(--cell-y) pr-4 pl-3">
                <ChannelActions name={channel.name} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
