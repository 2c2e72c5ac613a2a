import type { AuditSeam, AuditSummary } from "@/lib/model/audit.ts";
import type { ReadinessPoint } from "@/lib/model/scorecard.ts";

/** How nobody and nothing are written in a filter; no team and no contract may be called so by accident. */
export const NONE = "(none)";

/** A seam of an audit, small enough that thousands of them go to a browser: without its reasons. */
export interface AuditLine extends Pick<AuditSeam, "rank" | "weight" | "seamId" | "source" | "target" | "sourceType" | "targetType" | "inferred" | "contract" | "stakes" | "handoffs" | "failed" | "silent" | "silentRate" | "silentRateHigh"> {
  /** The contract that governs it, else the one its traffic names, else "". */
  contractName: string;
  team: string;
  contact: string;
  missing: ReadinessPoint[];
  /** What is left of its error budget; null without an objective or without traffic. */
  budgetLeft: number | null;
}

/** Which seams are asked for; what is undefined or empty does not narrow. */
export interface AuditFilter {
  owner?: string | undefined;
  missing?: string | undefined;
  stakes?: string | undefined;
  contract?: string | undefined;
  q?: string | undefined;
}

/** The line of a seam. */
export function lineOf(seam: AuditSeam): AuditLine {
  const { rank, weight, seamId, source, target, sourceType, targetType, inferred, contract, stakes, handoffs, failed, silent, silentRate, silentRateHigh } = seam;
  return {
    rank, weight, seamId, source, target, sourceType, targetType, inferred, contract, stakes, handoffs, failed, silent, silentRate, silentRateHigh,
    contractName: contract?.name ?? seam.namedContract,
    team: seam.owner?.team ?? "",
    contact: seam.owner?.contact ?? "",
    missing: seam.readiness.points.filter(({ met }) => !met).map(({ point }) => point),
    budgetLeft: seam.budget?.remaining ?? null,
  };
}

/** What a line is filed under, by filter. `missing` may be several. */
const FILED = {
  owner: (line: AuditLine): string[] => [line.team === "" ? NONE : line.team],
  missing: (line: AuditLine): string[] => (line.missing.length === 0 ? [NONE] : line.missing),
  stakes: (line: AuditLine): string[] => [line.stakes ?? "unstated"],
  contract: (line: AuditLine): string[] => [line.contract === null ? NONE : line.contract.name],
} as const;

/** The filters that are chosen from a list. */
export type AuditFacet = keyof typeof FILED;
const FACETS = ["owner", "missing", "stakes", "contract"] as const satisfies readonly AuditFacet[];

/** Whether a seam is asked for; `except` leaves one filter out. */
export function matchesAudit(line: AuditLine, filter: AuditFilter, except?: AuditFacet): boolean {
  const chosen = FACETS.every((facet) => facet === except || isEmpty(filter[facet]) || FILED[facet](line).includes(filter[facet] ?? ""));
  return chosen && hasWords(line, filter.q ?? "");
}

/** How many seams each choice of a filter would leave, the most first, with the other filters as they are. */
export function countFacet(lines: readonly AuditLine[], filter: AuditFilter, facet: AuditFacet): { value: string; seams: number }[] {
  const counts = new Map<string, number>();
  for (const line of lines) {
    if (!matchesAudit(line, filter, facet)) continue;
    for (const value of FILED[facet](line)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const chosen = filter[facet] ?? "";
  if (chosen !== "" && !counts.has(chosen)) counts.set(chosen, 0);
  return [...counts].map(([value, seams]) => ({ value, seams })).toSorted((a, b) => b.seams - a.seams || (a.value < b.value ? -1 : 1));
}

/** How many of the seams answer each question. */
export function summariseAudit(lines: readonly Pick<AuditLine, "missing">[]): AuditSummary {
  const answered = (point: ReadinessPoint): number => lines.filter((line) => !line.missing.includes(point)).length;
  return {
    seams: lines.length,
    documented: answered("documented"),
    versioned: answered("versioned"),
    owned: answered("owned"),
    instrumented: answered("instrumented"),
    failure_path: answered("failure_path"),
    all: lines.filter((line) => line.missing.length === 0).length,
  };
}

const isEmpty = (value: string | undefined): boolean => value === undefined || value === "";

function hasWords({ source, target, contractName, team }: AuditLine, words: string): boolean {
  const wanted = words.toLowerCase().split(/\s+/).filter((word) => word !== "");
  if (wanted.length === 0) return true;
  const text = `${source} ${target} ${contractName} ${team}`.toLowerCase();
  return wanted.every((word) => text.includes(word));
}
