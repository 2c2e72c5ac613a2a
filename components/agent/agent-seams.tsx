import Link from "next/link";
import type { AgentDetail } from "@/lib/model/agent.ts";
import { formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { seamPath, withParams } from "@/lib/text/paths.ts";
import { FailureRate } from "../seam/failure-rate.tsx";
import { SeamName } from "../seam/seam-name.tsx";
import { Section } from "../ui/section.tsx";
import { TableHead } from "../ui/table-head.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";

const TITLES = ["Seam", "Side", "Handoffs", "Failed", "p95", "Last seen"];
const NUMBERS = new Set(["Handoffs", "Failed", "p95"]);

/** The seams an agent stands at, worst first, and on which side of them. */
export function AgentSeams({ agent: { name, seams }, search, nowMs }: { agent: AgentDetail; search: string; nowMs: number }) {
  return (
    <Section title="Its seams" aside={seams.length === 0 ? null : "worst first"}>
      {seams.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2">No handoff in this window has this agent at either end.</p>
      ) : (
        <div className="overflow-x-auto" role="region" aria-label="Seams of this agent" tabIndex={0}>
          <table className="w-full min-w-3xl">
            <TableHead titles={TITLES} numbers={NUMBERS} />
            <tbody>
              {seams.map((seam) => (
                <tr key={seam.id} className="hover:bg-sunk">
                  <td className="border-b border-line py-1.5 pr-3 pl-4">
                    <Link href={withParams(seamPath(seam.id), search, {})} prefetch={false} className="block">
                      <SeamName seam={seam} />
                    </Link>
                  </td>
                  <td className="border-b border-line px-3 py-1.5 whitespace-nowrap">{seam.source === seam.target ? "both" : seam.source === name ? "hands over" : "receives"}</td>
                  <td className="border-b border-line px-3 py-1.5 text-end tabular-nums">{formatCount(seam.handoffs)}</td>
                  <td className="border-b border-line px-3 py-1.5 text-end tabular-nums">
                    <FailureRate counts={seam} />
                  </td>
                  <td className="border-b border-line px-3 py-1.5 text-end whitespace-nowrap tabular-nums">{formatDuration(seam.p95Ms)}</td>
                  <td className="border-b border-line py-1.5 pr-4 pl-3 text-ink-2">
                    <TimeAgo at={seam.lastSeenAt} nowMs={nowMs} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}
