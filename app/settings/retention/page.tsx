import type { Metadata } from "next";
import { DiskPanel } from "@/components/settings/disk-panel.tsx";
import { RetentionPanel } from "@/components/settings/retention-panel.tsx";
import { SettingsTabs } from "@/components/settings/settings-tabs.tsx";
import { StoredTables, SystemTables } from "@/components/settings/stored-tables.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { readConfig } from "@/lib/config/env.ts";
import { retentionDays } from "@/lib/config/retention-days.ts";
import { getStorage } from "@/lib/queries/storage/get-storage.ts";
import { database } from "../../database.ts";

export const metadata: Metadata = { title: "Retention & disk" };

export default async function RetentionPage() {
  const db = await database();
  const settings = readConfig();
  const report = await getStorage(db, { cluster: settings.CLICKHOUSE_CLUSTER, days: retentionDays(settings), now: new Date() });
  return (
    <>
      <PageHead title="Settings" />
      <SettingsTabs here="/settings/retention" />
      {report.unreadable.length === 0 ? null : (
        <p role="status" className="panel mb-4 px-4 py-2 text-ink-2 [overflow-wrap:anywhere]">
          This account may not read all of it, so a part is missing here. {report.unreadable.join("; ")}
        </p>
      )}
      <div className="grid items-start gap-x-4 xl:grid-cols-[minmax(0,1fr)_32rem]">
        <RetentionPanel retention={report.retention} />
        <DiskPanel {...report} />
      </div>
      <StoredTables tables={report.tables} />
      <SystemTables system={report.system} />
    </>
  );
}
