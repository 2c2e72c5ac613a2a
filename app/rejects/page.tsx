import type { Metadata } from "next";
import { NoRejects } from "@/components/ingest/no-rejects.tsx";
import { RejectFilters } from "@/components/ingest/reject-filters.tsx";
import { keyOfGroup, RejectGroups } from "@/components/ingest/reject-groups.tsx";
import { SettingsTabs } from "@/components/settings/settings-tabs.tsx";
import { Live } from "@/components/shell/live/live.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { TimeRangePicker } from "@/components/shell/time-range-picker.tsx";
import { readConfig } from "@/lib/config/env.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getRejects } from "@/lib/queries/ingest/get-rejects.ts";
import { readRejectSamples } from "@/lib/queries/ingest/read-rejects.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { database } from "../database.ts";
import { rangeOf, readParams, searchOf, type RawParams } from "../url-params.ts";
import { RejectsParams } from "./search-params.ts";

export const metadata: Metadata = { title: "Rejects" };

const SAMPLES_SHOWN = 20;

const keptFor = (days: number): string => (days === 0 ? "ever" : countOf(days, "day"));

export default async function RejectsPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const raw = await searchParams;
  const { signal, action, service = "", open, ...choice } = readParams(RejectsParams, raw);
  const now = new Date();
  const range = rangeOf(choice, undefined, now);
  const db = await database();
  const question = { project: PROJECT, service, from: range.from, to: range.to };
  const [{ groups, groupsInAll }, samples] = await Promise.all([
    getRejects(db, { ...question, signal, action, samples: 0 }),
    open === undefined ? [] : readRejectSamples(db, { ...question, ...open, limit: SAMPLES_SHOWN }),
  ]);
  const address = { path: "/rejects", search: searchOf(raw) };
  const shown = groups.length < groupsInAll ? `${formatCount(groups.length)} of ${formatCount(groupsInAll)} reasons` : countOf(groupsInAll, "reason");
  return (
    <>
      <PageHead title="Settings">
        <Live renderedAtMs={now.getTime()} topic={null} />
        <TimeRangePicker range={range} {...address} />
      </PageHead>
      <SettingsTabs here="/rejects" />
      <div className="panel">
        <RejectFilters choice={{ signal, action, service }} {...address} />
        {groups.length === 0 ? (
          <NoRejects isFiltered={signal !== undefined || action !== undefined || service !== ""} otlpPort={readConfig().SEAMSCOPE_OTLP_HTTP_PORT} />
        ) : (
          <>
            <RejectGroups groups={groups} open={open && keyOfGroup(open)} samples={samples} nowMs={now.getTime()} {...address} />
            <p className="px-4 py-2.5 text-xs text-ink-2">{shown}, those of most records first. Rejects are kept for {keptFor(readConfig().SEAMSCOPE_RETENTION_REJECTS_DAYS)}.</p>
          </>
        )}
      </div>
    </>
  );
}
