import type { AlertSeam } from "@/lib/alerts/seam.ts";
import { workingRule, type WorkingRule } from "@/lib/alerts/working-rule.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Measured } from "@/lib/model/alert-measure.ts";
import { readRulesInForce } from "@/lib/queries/alerts/read-rules.ts";
import { readWatchedSeams } from "@/lib/queries/alerts/read-watched-seams.ts";

/** Owners, runbooks and seams that nothing passes any more are looked for this often; a seam that is new is looked for at once. */
const SEAMS_KEPT_MS = 60_000;
/** Who saves a rule sees it evaluated this soon. */
const RULES_KEPT_MS = 2000;

/** Rules and seams as they were read last. */
export interface WatchList {
  rules(): Promise<ReadonlyMap<string, WorkingRule>>;
  /** All seams that are watched at a moment, with those that were measured just now. */
  seams(atMs: number, measured: ReadonlyMap<string, readonly Measured[]>): Promise<ReadonlyMap<string, AlertSeam>>;
}

/** Keeps rules and seams for a short while; a rule that cannot be read is told in the log once. `monotonicMs` never jumps. */
export function keepWatchList({ db, project, log }: { db: Database; project: string; log: (line: string) => void }, monotonicMs: () => number): WatchList {
  let rules: { byId: Map<string, WorkingRule>; readMs: number } | undefined;
  let seams: { byId: Map<string, AlertSeam>; readMs: number } | undefined;
  let told = "";
  return {
    async rules() {
      if (rules === undefined || monotonicMs() - rules.readMs >= RULES_KEPT_MS) {
        const { rules: read, unreadable } = await readRulesInForce(db, { project });
        if (unreadable.join() !== told) log(`These alert rules cannot be read and are not evaluated: ${unreadable.join(", ")}`);
        told = unreadable.join();
        rules = { byId: new Map(read.map((rule) => [rule.id, workingRule(rule)])), readMs: monotonicMs() };
      }
      return rules.byId;
    },
    async seams(atMs, measured) {
      const isNew = ({ seamId }: Measured): boolean => seamId !== "" && !(seams?.byId.has(seamId) ?? false);
      if (seams === undefined || monotonicMs() - seams.readMs >= SEAMS_KEPT_MS || [...measured.values()].some((all) => all.some(isNew))) {
        const byId = await readWatchedSeams(db, { project, at: new Date(atMs) });
        // What alerts measure may be a moment ahead of the table that seams are listed by.
        for (const { seamId, source, target, contract } of [...measured.values()].flat()) {
          if (seamId !== "" && !byId.has(seamId)) byId.set(seamId, { id: seamId, source, target, contract, owner: null, sourceOwner: null, runbook: "" });
        }
        seams = { byId, readMs: monotonicMs() };
      }
      return seams.byId;
    },
  };
}
