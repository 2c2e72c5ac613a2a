import Link from "next/link";
import type { OpenGroup } from "@/lib/model/reconciliation.ts";
import { formatCount } from "@/lib/text/count.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { handoffPath, seamPath, withParams } from "@/lib/text/paths.ts";
import { FindingGlyph } from "../handoff/glyph.tsx";
import { TableHead } from "../ui/table-head.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";

const TITLES = ["How many", "What", "Seam", "Oldest", "Newest", "Examples"];

/** Open handoffs, one row for all that are open on the same seam for the same reason. */
export function OpenGroups({ groups, nowMs }: { groups: readonly OpenGroup[]; nowMs: number }) {
  return (
    <div className="overflow-x-auto" role="region" aria-label="Open handoffs in groups" tabIndex={0}>
      <table className="w-full min-w-4xl table-fixed">
        <colgroup>
          <col className="w-24" />
          <col />
          <col />
          <col className="w-32" />
          <col className="w-32" />
          <col className="w-64" />
        </colgroup>
        <TableHead titles={TITLES} />
        <tbody>
          {groups.map((group) => (
            <GroupRow key={`${group.seamId} ${group.class} ${group.reason}`} group={group} nowMs={nowMs} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function GroupRow({ group, nowMs }: { group: OpenGroup; nowMs: number }) {
  const { class: of, reason, seamId, source, target, contract, count, oldestAt, newestAt, examples } = group;
  const seam = withParams(seamPath(seamId), "", { range: "all", class: of });
  return (
    <tr className="hover:bg-sunk">
      <td className="border-b border-line py-1.5 pr-3 pl-4 font-semibold tabular-nums">{formatCount(count)}×</td>
      <td className="border-b border-line px-3 py-1.5">
        <span className="flex items-center gap-2 font-medium">
          <FindingGlyph of={of} />
          {FINDING_WORDS[of].label}
        </span>
        <span className="line-clamp-2 text-xs text-ink-3 [overflow-wrap:anywhere]" title={reason}>
          {reason}
        </span>
      </td>
      <td className="border-b border-line px-3 py-1.5">
        <Link href={seam} prefetch={false} className="line-clamp-2 font-medium [overflow-wrap:anywhere] hover:underline" title={`${source} → ${target}`}>
          {source} → {target}
        </Link>
        {contract === "" ? null : <span className="text-xs text-ink-3 [overflow-wrap:anywhere]">{contract}</span>}
      </td>
      <td className="border-b border-line px-3 py-1.5 text-ink-2">
        <TimeAgo at={oldestAt} nowMs={nowMs} />
      </td>
      <td className="border-b border-line px-3 py-1.5 text-ink-2">
        <TimeAgo at={newestAt} nowMs={nowMs} />
      </td>
      <td className="border-b border-line py-1.5 pr-4 pl-3">
        {examples.map((id) => (
          <Link key={id} href={handoffPath(id)} prefetch={false} title={id} className="block truncate py-1 font-mono text-xs text-ink-2 hover:underline">
            {id}
          </Link>
        ))}
      </td>
    </tr>
  );
}
