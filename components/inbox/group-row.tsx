import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import type { OpenGroup } from "@/lib/model/reconciliation.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { handoffPath, seamPath, withParams } from "@/lib/text/paths.ts";
import { OwnerCell } from "../agent/owner-cell.tsx";
import { FindingGlyph } from "../handoff/glyph.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import { keyOfGroup } from "./group-key.ts";

interface GroupRowProps {
  group: OpenGroup;
  isOpen: boolean;
  isSelected: boolean;
  onSelect: () => void;
  onResolve: () => void;
  path: string;
  search: string;
  nowMs: number;
  /** Its handoffs, below it, when it is open. */
  children: ReactNode;
}

/** One group of the inbox: what, where, whose, since when, and the last sign of it. */
export function GroupRow({ group, isOpen, isSelected, onSelect, onResolve, path, search, nowMs, children }: GroupRowProps) {
  const { class: of, reason, seamId, source, target, contract, count, oldestAt, newestAt, owner, lastProofOfLife, examples } = group;
  const cell = "border-b border-line px-3 py-(--cell-y) align-top";
  return (
    <>
      <tr data-group="" className={clsx("hover:bg-sunk", isSelected && "bg-sunk")}>
        <td className="border-b border-line py-(--cell-y) pl-4 align-top">
          <input type="checkbox" checked={isSelected} onChange={onSelect} aria-label={`Select ${FINDING_WORDS[of].label}, ${source} → ${target}`} className="accent-ink" />
        </td>
        <td className={clsx(cell, "font-semibold tabular-nums")}>{formatCount(count)}×</td>
        <td className={cell}>
          <Link href={withParams(path, search, { open: isOpen ? undefined : keyOfGroup(group) })} prefetch={false} scroll={false} aria-expanded={isOpen} className="flex items-center gap-2 font-medium hover:underline">
            <span aria-hidden="true" className="w-2 text-ink-3">
              {isOpen ? "▾" : "▸"}
            </span>
            <FindingGlyph of={of} />
            {FINDING_WORDS[of].label}
          </Link>
          <span className="line-clamp-2 pl-4 text-xs text-ink-3 [overflow-wrap:anywhere]" title={reason}>
            {reason}
          </span>
          <GrewAgain group={group} nowMs={nowMs} />
        </td>
        <td className={cell}>
          <Link href={withParams(seamPath(seamId), "", { range: "all", class: of })} prefetch={false} className="line-clamp-2 font-medium [overflow-wrap:anywhere] hover:underline" title={`${source} → ${target}`}>
            {source} → {target}
          </Link>
          {contract === "" ? null : <span className="line-clamp-1 text-xs text-ink-3 [overflow-wrap:anywhere]" title={contract}>{contract}</span>}
        </td>
        <td className={cell}>
          <OwnerCell owner={owner} />
        </td>
        <td className={clsx(cell, "text-ink-2")}>
          <TimeAgo at={oldestAt} nowMs={nowMs} />
          {count > 1 ? (
            <span className="block text-xs text-ink-3">
              newest <TimeAgo at={newestAt} nowMs={nowMs} />
            </span>
          ) : null}
        </td>
        <td className={clsx(cell, "text-ink-2")}>
          <span className="line-clamp-2 text-xs [overflow-wrap:anywhere]" title={lastProofOfLife}>
            {lastProofOfLife}
          </span>
          <span className="flex gap-x-2">
            {examples.map((id) => (
              <Link key={id} href={handoffPath(id)} prefetch={false} title={id} className="max-w-32 min-w-0 truncate py-0.5 font-mono text-xs text-ink-3 hover:text-ink hover:underline">
                {id}
              </Link>
            ))}
          </span>
        </td>
        <td className="border-b border-line py-(--cell-y) pr-4 pl-3 text-end align-top print:hidden">
          <button type="button" onClick={onResolve} aria-label={`Resolve ${countOf(count, "handoff")}: ${FINDING_WORDS[of].label}, ${source} → ${target}`} className="h-6 rounded border border-control px-2 text-xs whitespace-nowrap text-ink-2 hover:text-ink">
            {count === 1 ? "Resolve" : "Resolve all"}
          </button>
        </td>
      </tr>
      {children}
    </>
  );
}

/** A group that was resolved and is here again: how much of it, when, and why it was resolved. */
function GrewAgain({ group: { count, resolved }, nowMs }: { group: OpenGroup; nowMs: number }) {
  if (resolved === null) return null;
  return (
    <span className="mt-0.5 block pl-4 text-xs [overflow-wrap:anywhere]" title={resolved.reason}>
      {resolved.grewSince ? <strong className="font-semibold">↻ Back: {formatCount(count)} more </strong> : `${formatCount(count)} left `}
      after {formatCount(resolved.count)} {resolved.count === 1 ? "was" : "were"} resolved <TimeAgo at={resolved.at} nowMs={nowMs} />
      <span className="line-clamp-1 text-ink-3">
        “{resolved.reason}”{resolved.by === "" ? "" : ` (${resolved.by})`}
      </span>
    </span>
  );
}
