import type { AuditColumn, AuditSeam } from "@/lib/model/audit.ts";
import type { ReadinessPoint } from "@/lib/model/scorecard.ts";
import type { Cell } from "./csv.ts";
import { READINESS_WORDS } from "./readiness-words.ts";

/** What all rows of one export have in common. */
export interface AuditRun {
  generatedAt: string;
  from: string;
  to: string;
}

interface Column extends AuditColumn {
  of: (seam: AuditSeam, run: AuditRun) => Cell;
}

const column = (name: string, field: string, meaning: string, of: Column["of"]): Column => ({ column: name, field, meaning, of });

const question = (point: ReadinessPoint): Column[] => {
  const answer = (seam: AuditSeam) => seam.readiness.points.find((one) => one.point === point);
  return [
    column(point, `readiness.points[point=${point}].met`, `${READINESS_WORDS[point].question} yes or no`, (seam) => (answer(seam)?.met === true ? "yes" : "no")),
    column(`${point}_why`, `readiness.points[point=${point}].why`, "the evidence for it, or what is missing", (seam) => answer(seam)?.why ?? ""),
  ];
};

const COLUMNS: readonly Column[] = [
  column("rank", "rank", "place in the order of what to mend first, over all seams of the window", (seam) => seam.rank),
  column("weight", "weight", "stakes (irreversible 10, unstated 3, reversible 1) × handoffs × silent_rate_high × (1 + questions not answered)", (seam) => seam.weight),
  column("seam_id", "seamId", "id of the seam, as in its address", (seam) => seam.seamId),
  column("source", "source", "agent that hands over", (seam) => seam.source),
  column("target", "target", "agent that receives", (seam) => seam.target),
  column("named_contract", "namedContract", "contract that the traffic names", (seam) => seam.namedContract),
  column("contract", "contract.name", "contract in force when this was generated", (seam) => seam.contract?.name ?? ""),
  column("contract_version", "contract.version", "its version", (seam) => seam.contract?.version ?? ""),
  column("mode", "contract.mode", "what its findings count for: observe, warn or enforce", (seam) => seam.contract?.mode ?? ""),
  column("owner", "owner.team", "team that answers for the seam", (seam) => seam.owner?.team ?? ""),
  column("owner_contact", "owner.contact", "how to reach it", (seam) => seam.owner?.contact ?? ""),
  column("owner_said_by", "owner.saidBy", "where that is said", (seam) => seam.owner?.saidBy ?? ""),
  column("stakes", "stakes", "whether what the target does can be taken back, as the contract says", (seam) => seam.stakes ?? ""),
  column("fallback_owner", "fallback.owner", "person or team that takes over", (seam) => seam.fallback?.owner ?? ""),
  column("fallback_agent", "fallback.agent", "agent that takes over", (seam) => seam.fallback?.agent ?? ""),
  column("runbook", "runbook", "address of the runbook", (seam) => seam.runbook),
  column("readiness", "readiness.score", "how many of the five questions are answered with yes", (seam) => seam.readiness.score),
  ...question("documented"),
  ...question("versioned"),
  ...question("owned"),
  ...question("instrumented"),
  ...question("failure_path"),
  column("handoffs", "handoffs", "handoffs in the window, guesses left out", (seam) => seam.handoffs),
  column("failed", "failed", "of those, with a finding of severity error", (seam) => seam.failed),
  column("silent", "silent", "of those, failed with nothing to stop it", (seam) => seam.silent),
  column("silent_rate", "silentRate", "silent / handoffs, 0 to 1", (seam) => seam.silentRate),
  column("silent_rate_high", "silentRateHigh", "upper end of the Wilson 95 % interval of silent_rate", (seam) => seam.silentRateHigh),
  column("slo_objective", "budget.objective", "percent of handoffs that must not fail, as the contract says", (seam) => seam.budget?.objective ?? null),
  column("slo_window", "budget.window", "over what time", (seam) => seam.budget?.window ?? ""),
  column("slo_handoffs", "budget.handoffs", "handoffs in that time", (seam) => seam.budget?.handoffs ?? null),
  column("slo_failed", "budget.failed", "of those, failed", (seam) => seam.budget?.failed ?? null),
  column("budget_remaining", "budget.remaining", "1 − failed / allowed: 1 whole, 0 used up, negative overspent", (seam) => seam.budget?.remaining ?? null),
  column("inferred", "inferred", "no agent declared any of its handoffs", (seam) => (seam.inferred ? "yes" : "no")),
  column("last_seen_at", "lastSeenAt", "start of its latest handoff in the window, RFC 3339", (seam) => seam.lastSeenAt),
  column("window_from", "/from", "start of the window, RFC 3339", (_, run) => run.from),
  column("window_to", "/to", "end of the window, which does not belong to it", (_, run) => run.to),
  column("generated_at", "/generatedAt", "when this was worked out", (_, run) => run.generatedAt),
];

/** The columns of the exported table, in their order, and what each of them means. */
export const AUDIT_COLUMNS: readonly AuditColumn[] = COLUMNS.map(({ column: name, field, meaning }) => ({ column: name, field, meaning }));

/** A seam as a record of the exported table. */
export const auditCells = (seam: AuditSeam, run: AuditRun): Cell[] => COLUMNS.map(({ of }) => of(seam, run));
