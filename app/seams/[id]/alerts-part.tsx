import { databaseOfPage } from "@/app/database.ts";
import { SeamAlerts } from "@/components/alert/seam-alerts.tsx";
import { isInScope } from "@/lib/alerts/scope.ts";
import type { AgentOwner } from "@/lib/model/agent.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { listAlerts } from "@/lib/queries/alerts/list-alerts.ts";
import { listFirings } from "@/lib/queries/alerts/list-firings.ts";
import { readRules } from "@/lib/queries/alerts/read-rules.ts";

const SHOWN = 5;

interface AlertsPartProps {
  seam: { id: string; source: string; target: string; contract: string };
  owner: AgentOwner | null;
  nowMs: number;
}

/** The alerts of a seam, read for themselves so that the page need not wait for them. */
export async function AlertsPart({ seam, owner, nowMs }: AlertsPartProps) {
  const db = await databaseOfPage();
  const [{ alerts }, rules, { firings, inAll }] = await Promise.all([
    listAlerts(db, { project: PROJECT, seam: seam.id }), readRules(db, { project: PROJECT }), listFirings(db, { project: PROJECT, seam: seam.id, limit: SHOWN }),
  ]);
  const watching = rules.filter((rule) => rule.enabled && rule.metric !== "unreconciled" && isInScope(rule, { ...seam, owner }));
  return <SeamAlerts seam={seam} alerts={alerts} rules={watching} firings={firings.filter(({ resolvedAt }) => resolvedAt !== null)} firingsInAll={inAll} nowMs={nowMs} />;
}
