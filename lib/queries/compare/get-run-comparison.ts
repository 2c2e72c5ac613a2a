import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { RunComparison } from "@/lib/model/run-comparison.ts";
import { compareRuns } from "@/lib/seams/compare/compare-runs.ts";
import { readRun } from "./read-run.ts";

/** Two runs compared, or which of them there is not. */
export type ComparedRuns = { kind: "compared"; comparison: RunComparison } | { kind: "missing"; which: ("a" | "b")[] };

/** Compares two runs, each the id of a trace or the key of a workflow. */
export async function getRunComparison(db: Database, { project, a, b }: { project: string; a: string; b: string }): Promise<ComparedRuns> {
  const [one, other] = await Promise.all([readRun(db, { project, id: a }), readRun(db, { project, id: b })]);
  if (one !== undefined && other !== undefined) return { kind: "compared", comparison: compareRuns(one, other) };
  return { kind: "missing", which: [...(one === undefined ? (["a"] as const) : []), ...(other === undefined ? (["b"] as const) : [])] };
}
