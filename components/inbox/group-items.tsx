import Link from "next/link";
import type { OpenGroup, OpenItem } from "@/lib/model/reconciliation.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { handoffPath, seamPath, withParams, workflowPath } from "@/lib/text/paths.ts";
import { CopyId } from "../ui/copy-id.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";

const COLUMNS = 8;

/** Handoffs of the group that is open on the page; `inAll` tells of more. */
export interface OpenedGroup {
  key: string;
  items: readonly OpenItem[];
  inAll: number;
}

/** Single handoffs of a group, the oldest first, each with its last proof of life and a way to resolve it alone. */
export function GroupItems({ group, opened, onResolve, nowMs }: { group: OpenGroup; opened: OpenedGroup; onResolve: (item: OpenItem) => void; nowMs: number }) {
  const { items, inAll } = opened;
  return (
    <tr>
      <td colSpan={COLUMNS} className="border-b border-line bg-sunk px-4 py-2">
        <div className="sticky left-4 max-w-[calc(100vw-4.5rem)]">
          <ul aria-label={`Handoffs of the group ${group.source} → ${group.target}`}>
            {items.map((item) => (
              <li key={item.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 border-t border-line py-1.5 first:border-t-0">
                <span className="flex w-64 min-w-0 items-baseline gap-2">
                  <Link href={handoffPath(item.id)} prefetch={false} className="text-link shrink-0 text-xs">
                    Open
                  </Link>
                  <CopyId id={item.id} label="the handoff's id" />
                </span>
                <span className="w-24 text-xs text-ink-2">
                  <TimeAgo at={item.startedAt} nowMs={nowMs} />
                </span>
                <span className="min-w-0 flex-1 basis-72 text-xs [overflow-wrap:anywhere]">
                  {item.message}
                  <span className="block text-ink-3">Last proof of life: {item.lastProofOfLife}</span>
                </span>
                {item.correlationId === "" ? null : (
                  <Link href={workflowPath(item.correlationId)} prefetch={false} className="text-link max-w-48 truncate text-xs" title={`workflow ${item.correlationId}`}>
                    {item.correlationId}
                  </Link>
                )}
                <button type="button" onClick={() => onResolve(item)} aria-label={`Resolve the handoff ${item.id}`} className="h-6 rounded border border-control bg-surface px-2 text-xs text-ink-2 hover:text-ink print:hidden">
                  Resolve
                </button>
              </li>
            ))}
          </ul>
          <p className="pt-1.5 text-xs text-ink-2">
            {items.length < inAll ? `The oldest ${formatCount(items.length)} of ${formatCount(inAll)}. ` : `${countOf(inAll, "handoff")} in all. `}
            <Link href={withParams(seamPath(group.seamId), "", { range: "all", class: group.class })} prefetch={false} className="text-link">
              All on the seam&rsquo;s page
            </Link>
          </p>
        </div>
      </td>
    </tr>
  );
}
