import { groupBy } from "@/lib/model/group-by.ts";
import type { AuditLine } from "@/lib/text/audit-filter.ts";

/** What the table can be ordered by; its key stands in the URL. */
export const AUDIT_SORTS = ["rank", "seam", "owner", "contract", "readiness", "stakes", "silent", "handoffs", "weight", "budget"] as const;
export type AuditSort = (typeof AUDIT_SORTS)[number];

/** An order and its direction. */
export interface AuditOrder {
  by: AuditSort;
  desc: boolean;
}

/** What is shown without a choice: what to mend first. */
export const FIRST_ORDER: AuditOrder = { by: "rank", desc: false };

/** Sorted biggest or worst first when a column is first chosen. */
const FALLS_FIRST: ReadonlySet<AuditSort> = new Set(["stakes", "silent", "handoffs", "weight"]);
const STAKES_ORDER = { irreversible: 2, unstated: 1, reversible: 0 } as const;

const VALUE: Readonly<Record<AuditSort, (line: AuditLine) => number | string>> = {
  rank: (line) => line.rank,
  seam: (line) => `${line.source} ${line.target} ${line.contractName}`.toLowerCase(),
  owner: (line) => line.team.toLowerCase(),
  contract: (line) => line.contractName.toLowerCase(),
  readiness: (line) => -line.missing.length,
  stakes: (line) => STAKES_ORDER[line.stakes ?? "unstated"],
  silent: (line) => line.silentRate ?? -1,
  handoffs: (line) => line.handoffs,
  weight: (line) => line.weight,
  budget: (line) => line.budgetLeft ?? Number.POSITIVE_INFINITY,
};

/** The order that stands in the URL, or the first one. */
export function readOrder(sort: string | null, dir: string | null): AuditOrder {
  const by = AUDIT_SORTS.find((one) => one === sort);
  if (by === undefined) return FIRST_ORDER;
  return { by, desc: dir === "desc" || (dir !== "asc" && FALLS_FIRST.has(by)) };
}

/** What a click on a column asks for: its own first direction, then the other one. */
export function nextOrder(current: AuditOrder, by: AuditSort): AuditOrder {
  return { by, desc: current.by === by ? !current.desc : FALLS_FIRST.has(by) };
}

/** Lines in an order; those that are equal stand by their rank. */
export function sortLines(lines: readonly AuditLine[], { by, desc }: AuditOrder): AuditLine[] {
  const sign = desc ? -1 : 1;
  return lines.toSorted((a, b) => sign * compare(VALUE[by](a), VALUE[by](b)) || a.rank - b.rank);
}

/** What stands in the table from top to bottom. */
export type AuditItem = { kind: "group"; team: string; lines: readonly AuditLine[] } | { kind: "seam"; line: AuditLine };

/** The lines as rows, under a row for each owner when they are grouped; owners of most urgent seams first, nobody's seams last. */
export function itemsOf(lines: readonly AuditLine[], grouped: boolean): AuditItem[] {
  if (!grouped) return rowsOf(lines);
  const groups = [...groupBy(lines, (line) => line.team)];
  const ordered = groups.toSorted(([a, of], [b, others]) => Number(a === "") - Number(b === "") || weightOf(others) - weightOf(of) || compare(a, b));
  return ordered.flatMap(([team, of]) => [{ kind: "group" as const, team, lines: of }, ...rowsOf(of)]);
}

const rowsOf = (lines: readonly AuditLine[]): AuditItem[] => lines.map((line) => ({ kind: "seam", line }));
const weightOf = (lines: readonly AuditLine[]): number => lines.reduce((sum, line) => sum + line.weight, 0);
const compare = (a: number | string, b: number | string): number => (a < b ? -1 : a > b ? 1 : 0);
