"use client";

import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useRef, useState } from "react";
import { usePrinting } from "../ui/use-printing.ts";
import { useWindowRows } from "../ui/use-visible-rows.ts";
import type { AuditItem, AuditOrder, AuditSort } from "./audit-order.ts";
import { AuditGroupRow, AuditRow } from "./audit-row.tsx";

const ROW_PX = 53;
const COLUMNS: readonly { by: AuditSort; title: string; explained: string; number: boolean }[] = [
  { by: "rank", title: "#", explained: "Mend first: rank by weight", number: true },
  { by: "seam", title: "Seam", explained: "Who hands to whom", number: false },
  { by: "owner", title: "Owner", explained: "The team that answers for it", number: false },
  { by: "contract", title: "Contract", explained: "The contract in force, its version and its mode", number: false },
  { by: "readiness", title: "Readiness", explained: "How many of the five questions it answers", number: false },
  { by: "stakes", title: "Stakes", explained: "Whether what the target does can be taken back", number: false },
  { by: "silent", title: "Silent", explained: "Share of its handoffs that failed with nothing to stop it", number: true },
  { by: "handoffs", title: "Handoffs", explained: "In the window", number: true },
  { by: "budget", title: "Budget left", explained: "Of the failures its objective allows", number: true },
  { by: "weight", title: "Weight", explained: "Stakes × handoffs × silent exposure", number: true },
];

interface AuditTableProps {
  items: readonly AuditItem[];
  order: AuditOrder;
  onSort: (by: AuditSort) => void;
  from: string;
  to: string;
}

/** Seams as rows, their owners as rows above them when they are grouped; on screen only what is near the window is in the document, on paper all. */
export function AuditTable({ items, order, onSort, from, to }: AuditTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const printing = usePrinting();
  const rows = useWindowRows(items.length, ROW_PX, body);
  const shown = printing ? { items: items.map((_, index) => index), before: 0, after: 0, measure: undefined } : rows;
  const toggle = (seamId: string) =>
    setOpened((before) => {
      const after = new Set(before);
      if (!after.delete(seamId)) after.add(seamId);
      return after;
    });
  return (
    <div className="overflow-x-auto print:overflow-visible" role="region" aria-label="Table of audited seams" tabIndex={0}>
      <table className="w-full border-separate border-spacing-0 max-xl:min-w-[72rem] print:min-w-0 print:text-xs" aria-rowcount={items.length + 1}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <Head key={column.by} column={column} order={order} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>{shown.before > 0 ? <Spacer height={shown.before} /> : null}</tbody>
        {shown.items.map((index) => {
          const item = items[index];
          if (item === undefined) return null;
          const place = { index, measure: shown.measure, columns: COLUMNS.length };
          return item.kind === "group" ? (
            <AuditGroupRow key={`team ${item.team}`} team={item.team} lines={item.lines} place={place} />
          ) : (
            <AuditRow key={item.line.seamId} line={item.line} place={place} open={opened.has(item.line.seamId)} onToggle={() => toggle(item.line.seamId)} window={{ from, to }} />
          );
        })}
        {shown.after > 0 ? (
          <tbody>
            <Spacer height={shown.after} />
          </tbody>
        ) : null}
      </table>
    </div>
  );
}

function Head({ column: { by, title, explained, number }, order, onSort }: { column: (typeof COLUMNS)[number]; order: AuditOrder; onSort: (by: AuditSort) => void }) {
  const sorted = order.by === by;
  const Arrow = order.desc ? ArrowDown : ArrowUp;
  return (
    <th scope="col" aria-sort={sorted ? (order.desc ? "descending" : "ascending") : "none"} className={clsx("column-head border-b border-line px-3 first:pl-4 last:pr-4 print:px-1.5 print:first:pl-2 print:last:pr-2", number && "text-end", by === "handoffs" && "print:hidden")}>
      <button type="button" title={explained} onClick={() => onSort(by)} className="inline-flex h-8 items-center gap-1 hover:text-ink">
        {title}
        {sorted ? <Arrow className="size-3 print:hidden" aria-hidden="true" /> : null}
      </button>
    </th>
  );
}

function Spacer({ height }: { height: number }) {
  return (
    <tr aria-hidden="true">
      <td colSpan={COLUMNS.length} style={{ height }} />
    </tr>
  );
}
