import type { Metadata } from "next";
import { Overview } from "@/components/settings/overview.tsx";
import { SettingsTabs } from "@/components/settings/settings-tabs.tsx";
import { Live } from "@/components/shell/live/live.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { type Config, readConfig } from "@/lib/config/env.ts";
import { retentionDays } from "@/lib/config/retention-days.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readHealth } from "@/lib/queries/health/read-health.ts";
import { getIngest } from "@/lib/queries/ingest/get-ingest.ts";
import { getRejects } from "@/lib/queries/ingest/get-rejects.ts";
import { getStorage } from "@/lib/queries/storage/get-storage.ts";
import packageJson from "../../package.json" with { type: "json" };
import { database } from "../database.ts";

export const metadata: Metadata = { title: "Settings" };

const DAY_MS = 86_400_000;

export default async function SettingsPage() {
  const now = new Date();
  const db = await database();
  const settings = readConfig();
  const [ingest, rejects, storage, health] = await Promise.all([
    getIngest(db, { project: PROJECT, now }),
    getRejects(db, { project: PROJECT, from: new Date(now.getTime() - DAY_MS), to: now, samples: 0 }),
    getStorage(db, { cluster: settings.CLICKHOUSE_CLUSTER, days: retentionDays(settings), now }),
    readHealth(db, PROJECT),
  ]);
  return (
    <>
      <PageHead title="Settings">
        <Live renderedAtMs={now.getTime()} topic={null} />
      </PageHead>
      <SettingsTabs here="/settings" />
      <Overview ingest={ingest} storage={storage} health={health} rejectReasons={rejects.groupsInAll} about={aboutOf(settings)} nowMs={now.getTime()} />
    </>
  );
}

/** What it was started with, as far as it is no secret. */
const aboutOf = (settings: Config): [string, string][] => [
  ["Seamscope", `${packageJson.version} on Node ${process.versions.node}`],
  ["Collector", `${settings.SEAMSCOPE_COLLECTOR_URL} (OTLP/HTTP), port ${settings.SEAMSCOPE_OTLP_GRPC_PORT} (OTLP/gRPC)`],
  ["Database", `${settings.CLICKHOUSE_DATABASE}${settings.CLICKHOUSE_CLUSTER === undefined ? ", one node" : ` on the cluster ${settings.CLICKHOUSE_CLUSTER}`}`],
  ["Default deadline", `${settings.SEAMSCOPE_DEADLINE_MS / 1000} s, where neither the sender nor a contract gives one`],
  ["A trace is read", `${settings.SEAMSCOPE_QUIET_MS} ms after its last span`],
];
