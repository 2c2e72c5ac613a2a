import type { Metadata } from "next";
import { IngestLedger } from "@/components/ingest/ingest-ledger.tsx";
import { SettingsTabs } from "@/components/settings/settings-tabs.tsx";
import { Live } from "@/components/shell/live/live.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { readConfig } from "@/lib/config/env.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getIngest } from "@/lib/queries/ingest/get-ingest.ts";
import { database } from "../../database.ts";

export const metadata: Metadata = { title: "Ingest" };

export default async function IngestPage() {
  const now = new Date();
  const report = await getIngest(await database(), { project: PROJECT, now });
  return (
    <>
      <PageHead title="Settings">
        <Live renderedAtMs={now.getTime()} topic={null} />
      </PageHead>
      <SettingsTabs here="/settings/ingest" />
      <IngestLedger report={report} otlpPort={readConfig().SEAMSCOPE_OTLP_HTTP_PORT} nowMs={now.getTime()} />
    </>
  );
}
