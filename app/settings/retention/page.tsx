import type { Metadata } from "next";
import { PinsPanel } from "@/components/pin/pins-panel.tsx";
import { DiskPanel } from "@/components/settings/disk-panel.tsx";
import { RetentionPanel } from "@/components/settings/retention-panel.tsx";
import { SettingsTabs } from "@/components/settings/settings-tabs.tsx";
import { StoredTables, SystemTables } from "@/components/settings/stored-tables.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { readConfig } from "@/lib/config/env.ts";
import { retentionDays } from "@/lib/config/retention-days.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { listPins } from "@/lib/queries/citations/list-pins.ts";
import { readPinUse } from "@/lib/queries/citations/read-pin-use.ts";
import { getStorage } from "@/lib/queries/storage/get-storage.ts";
import { database } from "../../database.ts";

export const metadata: Metadata = { title: "Retention & disk" };

export default async function RetentionPage() {
  const db = await database();
  const settings = readConfig();
  const [report, { pins, inAll: pinsInAll }, [use]] = await Promise.all([
    getStorage(db, { cluster: settings.CLICKHOUSE_CLUSTER, days: retentionDays(settings), now: new Date() }),
    listPins(db, { project: PROJECT, limit: 200 }),
    readPinUse(db, { project: PROJECT }),
  ]);
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
      <PinsPanel pins={pins} use={{ pins: pinsInAll, traces: use?.traces ?? 0, bytes: use?.bytes ?? 0, bytesMax: settings.SEAMSCOPE_PIN_BYTES_MAX }} />
      <StoredTables tables={report.tables} />
      <SystemTables system={report.system} />
    </>
  );
}
