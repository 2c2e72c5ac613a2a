import type { Metadata } from "next";
import { AlertTabs } from "@/components/alert/alert-tabs.tsx";
import { AlertsNow } from "@/components/alert/alerts-now.tsx";
import { EvaluatorNotice } from "@/components/alert/evaluator-notice.tsx";
import { FirstChannel } from "@/components/alert/first-channel.tsx";
import { RulesTable } from "@/components/alert/rules-table.tsx";
import { Live } from "@/components/shell/live/live.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { readConfig } from "@/lib/config/env.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readEvaluatorHealth } from "@/lib/queries/alerts/evaluator-health.ts";
import { listAlerts, listRules } from "@/lib/queries/alerts/list-alerts.ts";
import { readChannels } from "@/lib/queries/alerts/read-channels.ts";
import { databaseOfPage } from "../database.ts";

export const metadata: Metadata = { title: "Alerts" };

export default async function AlertsPage() {
  const db = await databaseOfPage();
  const now = new Date();
  const nowMs = now.getTime();
  const [{ alerts }, rules, health, channels] = await Promise.all([
    listAlerts(db, { project: PROJECT }), listRules(db, { project: PROJECT }), readEvaluatorHealth(db, { project: PROJECT, now }), readChannels(db, { project: PROJECT }),
  ]);
  return (
    <>
      <PageHead title="Alerts">
        <Live renderedAtMs={nowMs} topic={null} />
      </PageHead>
      <AlertTabs here="/alerts" />
      <EvaluatorNotice health={health} />
      <AlertsNow alerts={alerts} nowMs={nowMs} />
      {channels.length === 0 ? <FirstChannel port={readConfig().PORT} /> : null}
      <RulesTable rules={rules} health={health} nowMs={nowMs} />
    </>
  );
}
