"use client";

import { useMemo } from "react";
import { type AuditFilter, type AuditLine, matchesAudit, summariseAudit } from "@/lib/text/audit-filter.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { withParams } from "@/lib/text/paths.ts";
import { useUrlState } from "../shell/use-url-state.ts";
import { Instant } from "../ui/instant.tsx";
import { AuditFilters } from "./audit-filters.tsx";
import { itemsOf, nextOrder, readOrder, sortLines } from "./audit-order.ts";
import { AuditSummaryBar } from "./audit-summary.tsx";
import { AuditTable } from "./audit-table.tsx";
import { PrintButton } from "./print-button.tsx";

interface AuditExplorerProps {
  lines: readonly AuditLine[];
  /** The window that traffic is counted in, RFC 3339. */
  from: string;
  to: string;
  generatedAt: string;
}

/** The audit of all seams: how many answer each question, and each seam with what it lacks. Filters, order and groups stand in the URL. */
export function AuditExplorer({ lines, from, to, generatedAt }: AuditExplorerProps) {
  const { search, change } = useUrlState();
  const at = search.toString();
  const { filter, order, grouped } = useMemo(() => readAddress(new URLSearchParams(at)), [at]);
  const matching = useMemo(() => lines.filter((line) => matchesAudit(line, filter)), [lines, filter]);
  const items = useMemo(() => itemsOf(sortLines(matching, order), grouped), [matching, order, grouped]);
  const summarised = useMemo(() => summariseAudit(lines.filter((line) => matchesAudit(line, filter, "missing"))), [lines, filter]);
  const onSort = (by: (typeof order)["by"]) => {
    const next = nextOrder(order, by);
    change({ sort: by === "rank" && !next.desc ? undefined : by, dir: next.desc ? "desc" : "asc" }, "push");
  };
  return (
    <>
      <p className="mb-3 text-xs text-ink-3">
        Traffic from <Instant at={from} precision="s" /> to <Instant at={to} precision="s" />, contracts in force on <Instant at={generatedAt} precision="s" />; guesses are not counted.
      </p>
      <AuditSummaryBar summary={summarised} missing={filter.missing ?? ""} onMissing={(missing) => change({ missing }, "push")} />
      <section aria-label="Audit of seams" className="panel mb-4">
        <div className="flex flex-wrap items-center gap-2 px-4 py-2.5 print:hidden">
          <AuditFilters lines={lines} filter={filter} grouped={grouped} onChange={change} />
          <div className="ml-auto flex flex-wrap items-center gap-2">
            <p className="text-xs text-ink-3" role="status">
              {matching.length === lines.length ? countOf(lines.length, "seam") : `${formatCount(matching.length)} of ${countOf(lines.length, "seam")}`}
            </p>
            <Export label="CSV" filter={filter} from={from} to={to} format="csv" />
            <Export label="JSON" filter={filter} from={from} to={to} format="json" />
            <PrintButton />
          </div>
        </div>
        <p className="hidden px-4 py-2 print:block">{described(filter, matching.length, lines.length)}</p>
        <AuditTable items={items} order={order} onSort={onSort} from={from} to={to} />
        {matching.length === 0 ? <p className="px-4 py-10 text-center text-ink-2">No seam of this window matches. Clear the filters to see all {formatCount(lines.length)}.</p> : null}
      </section>
    </>
  );
}

function Export({ label, filter, from, to, format }: { label: string; filter: AuditFilter; from: string; to: string; format: "csv" | "json" }) {
  return (
    <a href={withParams("/api/v1/audit", "", { format, from, to, ...filter })} download className="field inline-flex items-center text-xs" aria-label={`Export these seams as ${label}`}>
      Export {label}
    </a>
  );
}

function readAddress(search: URLSearchParams): { filter: AuditFilter; order: ReturnType<typeof readOrder>; grouped: boolean } {
  const of = (name: string): string | undefined => search.get(name) ?? undefined;
  return {
    filter: { q: of("q"), owner: of("owner"), missing: of("missing"), stakes: of("stakes"), contract: of("contract") },
    order: readOrder(search.get("sort"), search.get("dir")),
    grouped: search.get("group") === "owner",
  };
}

/** What a printed copy says of how it was narrowed. */
function described(filter: AuditFilter, shown: number, inAll: number): string {
  const choices = Object.entries(filter).flatMap(([name, value]) => (value === undefined || value === "" ? [] : [`${name}: ${value}`]));
  return choices.length === 0 ? `${countOf(inAll, "seam")}.` : `${formatCount(shown)} of ${countOf(inAll, "seam")} (${choices.join(", ")}).`;
}
