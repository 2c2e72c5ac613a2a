import type { Database } from "@/lib/clickhouse/open-database.ts";
import { EXAMPLE_MESSAGE } from "@/lib/alerts/render/example.ts";
import type { AlertEvent, AlertMessage } from "@/lib/model/alert-firing.ts";
import { PROJECT } from "@/lib/model/project.ts";

/** What is to be told, as the evaluator would write it. */
export interface ToldTransition {
  firingId: string;
  event: AlertEvent;
  channels: readonly string[];
  at?: Date;
  project?: string;
  message?: Partial<AlertMessage>;
}

/** Stores changes of state that are to be told. */
export async function insertTold(db: Database, told: readonly ToldTransition[]): Promise<void> {
  await db.insert("alert_transitions", told.map(({ firingId, event, channels, at = new Date(), project = PROJECT, message = {} }) => ({
    project, rule_id: "r", seam_id: "s", detail: firingId, at: at.toISOString(), state: event === "open" ? "firing" : "ok", since: at.toISOString(), firing_id: firingId, event, channels, suppressed_by: "", value: 0.12, n: 100,
    message: JSON.stringify({ ...EXAMPLE_MESSAGE, firingId, event, openedAt: at.toISOString(), resolvedAt: event === "resolve" ? at.toISOString() : null, ...message }),
  })));
}
