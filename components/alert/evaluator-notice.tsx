import type { EvaluatorHealth } from "@/lib/model/alert-view.ts";
import { TimeAgo } from "../ui/time-ago.tsx";

/** Says when nobody evaluates the rules, since nothing fires then whatever happens. */
export function EvaluatorNotice({ health }: { health: EvaluatorHealth }) {
  if (health.says === "") return null;
  return (
    <p role="alert" className="panel mb-4 border-accent px-4 py-3 [overflow-wrap:anywhere]">
      <strong className="text-accent">✗ {health.isAway ? "Alerts are blind." : "Something is wrong with the evaluation."}</strong> {health.says}
    </p>
  );
}

/** When rules were last evaluated. */
export function EvaluatedAt({ health, nowMs }: { health: EvaluatorHealth; nowMs: number }) {
  return health.lastRunAt === null ? <>never evaluated</> : <>last evaluated <TimeAgo at={health.lastRunAt} nowMs={nowMs} /></>;
}
