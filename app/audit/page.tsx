import type { Metadata } from "next";
import Link from "next/link";
import { AuditExplorer } from "@/components/audit/audit-explorer.tsx";
import { AuditHow } from "@/components/audit/audit-how.tsx";
import { NoSeams } from "@/components/audit/no-seams.tsx";
import { Live } from "@/components/shell/live/live.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { TimeRangePicker } from "@/components/shell/time-range-picker.tsx";
import { readConfig } from "@/lib/config/env.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readAudit } from "@/lib/queries/audit/read-audit.ts";
import { readTrafficExtent } from "@/lib/queries/seams/read-traffic-extent.ts";
import { wholeMinutes } from "@/lib/queries/time-window.ts";
import { lineOf } from "@/lib/text/audit-filter.ts";
import { databaseOfPage } from "../database.ts";
import { RangeParams, rangeOf, readParams, searchOf, type RawParams } from "../url-params.ts";

export const metadata: Metadata = { title: "Audit" };

/** A day shows too few handoffs to audit a seam by; the page opens on a month. */
const A_MONTH = { range: "30d" };

export default async function AuditPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const raw = await searchParams;
  const params = readParams(RangeParams, raw);
  const now = new Date();
  const db = await databaseOfPage();
  const extent = await readTrafficExtent(db, PROJECT);
  const range = rangeOf(Object.values(params).every((value) => value === undefined) ? A_MONTH : params, extent, now);
  const { from, to } = wholeMinutes(range);
  const seams = extent === undefined ? [] : await readAudit(db, { project: PROJECT, from, to, now });
  return (
    <>
      <PageHead title="Audit">
        <Link href="/slo" prefetch={false} className="text-link text-xs">
          Error budgets
        </Link>
        <Live renderedAtMs={now.getTime()} />
        <TimeRangePicker range={range} path="/audit" search={searchOf(raw)} />
      </PageHead>
      {seams.length === 0 ? (
        <NoSeams range={range} extent={extent} search={searchOf(raw)} now={now} port={readConfig().PORT} />
      ) : (
        <AuditExplorer lines={seams.map(lineOf)} from={from.toISOString()} to={to.toISOString()} generatedAt={now.toISOString()} />
      )}
      <AuditHow />
    </>
  );
}
