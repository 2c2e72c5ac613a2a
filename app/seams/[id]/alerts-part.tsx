import { databaseOfPage } from "@/app/database.ts";
import { SeamAlerts } from "@/components/alert/seam-alerts.tsx";
import { isInScope } from "@/lib/alerts/scope.ts";
import type { AgentOwner } from "@/lib/model/agent.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { listAlerts } from "@/lib/queries/alerts/list-alerts.ts";
import { listLatestFirings } from "@/lib/queries/alerts/list-firings.ts";
import { readRules } from "@/lib/queries/alerts/read-rules.ts";

const SHOWN = 5;

interface AlertsPartProps {
  seam: { id: string; source: string; target: string; contract: string };
  /** How many alerts ever fired on it. */
  firingsInAll: number;
  owner: AgentOwner | null;
  nowMs: number;
}

/** The alerts of a seam, read for themselves so that the page need not wait for them. */
export async function AlertsPart({ seam, firingsInAll, owner, nowMs }: AlertsPartProps) {
  const db = await databaseOfPage();
  const [{ alerts }, rules, firings] = await Promise.all([
    listAlerts(db, { project: PROJECT, seam: seam.id }), readRules(db, { project: PROJECT }), firingsInAll === 0 ? [] : listLatestFirings(db, { project: PROJECT, seam: seam.id, limit: SHOWN }),
  ]);
  const watching = rules.filter((rule) => rule.enabled && rule.metric !== "unreconciled" && isInScope(rule, { ...seam, owner }));
  return <SeamAlerts seam={seam} alerts={alerts} rules={watching} firings={firings.filter(({ resolvedAt }) => resolvedAt !== null)} firingsInAll={firingsInAll} nowMs={nowMs} />;
}
