import Link from "next/link";
import type { HandoffSummary } from "@/lib/model/handoff.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { handoffPath } from "@/lib/text/paths.ts";
import { TableHead } from "../ui/table-head.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import { InheritedMark } from "../workflow/inherited-mark.tsx";
import { FindingMarks, VerdictMark } from "./marks.tsx";

const NUMBERS = new Set(["Latency"]);

interface HandoffTableProps {
  handoffs: readonly HandoffSummary[];
  nowMs: number;
  /** Names the two agents, where the page does not. */
  withEnds: boolean;
  /** Where a handoff's failure began, when that was at an earlier one. */
  inherited?: ReadonlyMap<string, string>;
}

/** Handoffs as rows, in the order in which they come. */
export function HandoffTable({ handoffs, nowMs, withEnds, inherited }: HandoffTableProps) {
  const titles = ["Started", ...(withEnds ? ["From → to"] : []), "Verdict", "Findings", "Versions", "Latency", "Correlation", "Handoff"];
  return (
    <div className="overflow-x-auto" role="region" aria-label="List of handoffs" tabIndex={0}>
      <table className="w-full min-w-4xl">
        <TableHead titles={titles} numbers={NUMBERS} />
        <tbody>
          {handoffs.map((handoff) => (
            <HandoffRow key={handoff.id} handoff={handoff} nowMs={nowMs} withEnds={withEnds} inheritedFrom={inherited?.get(handoff.id)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HandoffRow({ handoff, nowMs, withEnds, inheritedFrom }: { handoff: HandoffSummary; nowMs: number; withEnds: boolean; inheritedFrom: string | undefined }) {
  const { id, source, target, verdict, failed, silent, findings, versions, latency, correlationId, startedAt, candidate } = handoff;
  const pair = [versions.source, versions.target].map((version) => (version === "" ? "?" : version)).join(" → ");
  return (
    <tr className="relative hover:bg-sunk">
      <td className="border-b border-line py-1.5 pr-3 pl-4 text-ink-2">
        <TimeAgo at={startedAt} nowMs={nowMs} />
      </td>
      {withEnds ? (
        <td className="border-b border-line px-3 [overflow-wrap:anywhere]">
          {source.name} <span className="text-ink-3">→</span> {target.name}
          {handoff.direction === "return" ? <span className="text-xs text-ink-3"> (return)</span> : null}
        </td>
      ) : null}
      <td className="border-b border-line px-3">
        <VerdictMark verdict={verdict} failed={failed} />
        {silent ? <span className="ml-1.5 text-xs text-ink-3">silent</span> : null}
        {candidate ? <span className="ml-1.5 text-xs text-ink-3">candidate</span> : null}
      </td>
      <td className="border-b border-line px-3 py-1">
        <span className="flex flex-wrap gap-1">
          <FindingMarks findings={findings} />
          {inheritedFrom === undefined ? null : <InheritedMark from={inheritedFrom} />}
        </span>
      </td>
      <td className="border-b border-line px-3 font-mono text-xs whitespace-nowrap text-ink-2">{versions.source === "" && versions.target === "" ? "–" : pair}</td>
      <td className="border-b border-line px-3 text-end whitespace-nowrap tabular-nums">{formatDuration(latency.totalMs)}</td>
      <td className="border-b border-line px-3 font-mono text-xs text-ink-2">
        <span className="line-clamp-2 [overflow-wrap:anywhere]" title={correlationId}>
          {correlationId === "" ? "–" : correlationId}
        </span>
      </td>
      <td className="border-b border-line py-1.5 pr-4 pl-3">
        <Link href={handoffPath(id)} prefetch={false} className="font-mono text-xs [overflow-wrap:anywhere] after:absolute after:inset-0 hover:underline">
          {id}
        </Link>
      </td>
    </tr>
  );
}
