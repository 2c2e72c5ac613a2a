import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { AlertMessage, AlertTransition } from "@/lib/model/alert-firing.ts";
import { PROJECT } from "@/lib/model/project.ts";

/** What is told of a firing on the seam planner → worker, with the given parts changed. */
export function makeAlertMessage(changes: Partial<AlertMessage> = {}): AlertMessage {
  return {
    firingId: "f-1",
    event: "open",
    rule: { id: "r-1", name: "too many fail", description: "", metric: "failure_rate", severity: "critical", labels: {}, window: "5m", above: 0.05 },
    seam: { id: "s-1", source: "planner", target: "worker", contract: "task" },
    detail: "",
    owner: { team: "working", contact: "#working", saidBy: "declaration" },
    sourceOwner: { team: "planning", contact: "", saidBy: "declaration" },
    runbook: "https://runbooks.example/worker",
    value: 0.2, n: 20, failed: 4, interval: { low: 0.08, high: 0.42 },
    evidence: {
      firstBadAt: "2026-11-20T07:00:12.123Z",
      class: "lost",
      versionPair: { source: "1.0.0", target: "2.0.0", contract: "1.0.0", handoffs: 20, failed: 4 },
      field: { pointer: "/amount", count: 3 },
      samples: [{ handoffId: "h-1", traceId: "0af7651916cd43dd8448eb211c80319c", startedAt: "2026-11-20T07:00:12.123456789Z", verdict: "lost", class: "lost", pointer: "", message: "sent, never received" }],
    },
    openedAt: "2026-11-20T07:05:00.000Z",
    resolvedAt: null,
    note: "",
    suppressed: 0,
    ...changes,
  };
}

/** A row by which the rule r-1 begins to fire on the seam s-1 and the channel ops is told, with the given parts changed. */
export function makeTransition(changes: Partial<AlertTransition> = {}): AlertTransition {
  const { firingId = "f-1", at = "2026-11-20T07:05:00.000Z", seamId = "s-1", ruleId = "r-1" } = changes;
  return {
    ruleId, seamId, detail: "", at, state: "firing", since: at, firingId, event: "open", channels: ["ops"], suppressedBy: "", value: 0.2, n: 20, memory: "",
    message: makeAlertMessage({ firingId, openedAt: at }),
    ...changes,
  };
}

/** Stores transitions as the evaluator does. */
export async function insertTransitions(db: Database, transitions: readonly AlertTransition[]): Promise<void> {
  await db.insert("alert_transitions", transitions.map(({ ruleId, seamId, firingId, event, suppressedBy, message, ...row }) => ({
    ...row, project: PROJECT, rule_id: ruleId, seam_id: seamId, firing_id: firingId, event: event ?? "", suppressed_by: suppressedBy, message: message === null ? "" : JSON.stringify(message),
  })));
}
