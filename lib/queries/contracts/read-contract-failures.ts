import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { ContractFailure } from "@/lib/model/contract-registry.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import type { FindingClass } from "@/lib/model/vocabulary.ts";
import { readFailureGroups } from "../seams/read-failure-groups.ts";
import { type TimeWindow, wholeMinutes } from "../time-window.ts";

/** What a contract speaks of: its group of finding classes in docs/semantics.md, and what it adds of time and context. */
const OF_CONTRACTS: ReadonlySet<FindingClass> = new Set<FindingClass>([
  "format_violation", "schema_violation", "undeclared_field", "version_mismatch", "deprecated_version", "invariant_violation", "capability_mismatch", "shape_drift",
  "over_budget", "low_confidence", "late", "gate_overdue",
]);
/** Each seam is a question of its own; the busiest are asked. */
const SEAMS_MAX = 20;

/** What fails on the seams of one contract by what the contract asks for, each place of the payload by itself, the most frequent first. */
export async function readContractFailures(db: Database, { project, seams, from, to }: TimeWindow & { project: string; seams: readonly { id: string; source: string; target: string }[] }): Promise<ContractFailure[]> {
  const asked = seams.slice(0, SEAMS_MAX);
  const window = wholeMinutes({ from, to });
  const groups = (await Promise.all(asked.map(async (seam) => (await readFailureGroups(db, { project, seamId: seam.id, ...window })).map((group) => ({ ...group, seam }))))).flat();
  const alike = groupBy(groups.filter((group) => OF_CONTRACTS.has(group.class)), (group) => `${group.class} ${group.pointer}`);
  const failures = [...alike.values()].flatMap((some): ContractFailure[] => {
    const [first] = some;
    if (first === undefined) return [];
    return [{
      class: first.class, severity: some.find((one) => one.severity === "error")?.severity ?? first.severity, pointer: first.pointer,
      count: some.reduce((sum, one) => sum + one.count, 0),
      reasons: [...new Set(some.map((one) => one.reason))].slice(0, 3),
      lastSeenAt: some.reduce((latest, one) => (one.lastSeenAt > latest ? one.lastSeenAt : latest), ""),
      seams: [...new Map(some.map((one) => [one.seam.id, { id: one.seam.id, source: one.seam.source, target: one.seam.target }])).values()],
      exampleId: first.examples[0]?.handoffId ?? "",
    }];
  });
  return failures.toSorted((a, b) => b.count - a.count);
}
