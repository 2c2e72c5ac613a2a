import type { Metadata } from "next";
import { Inbox } from "@/components/inbox/inbox.tsx";
import { AutoRefresh } from "@/components/shell/auto-refresh.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { TimeRangePicker } from "@/components/shell/time-range-picker.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import { getReconciliation } from "@/lib/queries/reconciliation/get-reconciliation.ts";
import { resolveRange } from "@/lib/text/time-range.ts";
import { database } from "../database.ts";
import { RangeParams, readParams, searchOf, type RawParams } from "../url-params.ts";

export const metadata: Metadata = { title: "Inbox" };

/** What is open stays open however old it is, so the page shows all time unless a window is asked for. */
const EVER = { range: "all" };

export default async function InboxPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const raw = await searchParams;
  const params = readParams(RangeParams, raw);
  const now = new Date();
  const range = resolveRange(Object.values(params).every((value) => value === undefined) ? EVER : params, now);
  const reconciliation = await getReconciliation(await database(), { project: PROJECT, from: range.from, to: range.to, now });
  return (
    <>
      <PageHead title="Inbox">
        <AutoRefresh everyMs={5000} renderedAtMs={now.getTime()} />
        <TimeRangePicker range={range} path="/inbox" search={searchOf(raw)} />
      </PageHead>
      <Inbox reconciliation={reconciliation} nowMs={now.getTime()} />
    </>
  );
}
