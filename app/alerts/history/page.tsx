import type { Metadata } from "next";
import Link from "next/link";
import { AlertTabs } from "@/components/alert/alert-tabs.tsx";
import { FiringFilters } from "@/components/alert/firing-filters.tsx";
import { FiringsTable } from "@/components/alert/firings-table.tsx";
import { Live } from "@/components/shell/live/live.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { TimeRangePicker } from "@/components/shell/time-range-picker.tsx";
import { PageLinks } from "@/components/ui/page-links.tsx";
import { ruleIdOf } from "@/lib/alerts/rule-id.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { listFirings } from "@/lib/queries/alerts/list-firings.ts";
import { readRules } from "@/lib/queries/alerts/read-rules.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { withParams } from "@/lib/text/paths.ts";
import { resolveRange } from "@/lib/text/time-range.ts";
import { database } from "../../database.ts";
import { readParams, searchOf, type RawParams } from "../../url-params.ts";
import { HistoryParams } from "./search-params.ts";

export const metadata: Metadata = { title: "Alert history" };

const PAGE = 50;
/** Firings are few; the page opens on all of them. */
const EVER = { range: "all" };

export default async function HistoryPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const raw = await searchParams;
  const { rule, seam, severity, class: name, owner, state, told, cursor, ...choice } = readParams(HistoryParams, raw);
  const now = new Date();
  const range = resolveRange(Object.values(choice).every((value) => value === undefined) ? EVER : choice, now);
  const db = await database();
  const [rules, { firings, next, inAll, going, untold }] = await Promise.all([
    readRules(db, { project: PROJECT }),
    listFirings(db, { project: PROJECT, rule: rule === undefined ? undefined : ruleIdOf(rule), seam, severity, class: name, owner, going: state, suppression: told, from: range.from, to: range.to, cursor, limit: PAGE }),
  ]);
  const address = { path: "/alerts/history", search: searchOf(raw) };
  return (
    <>
      <PageHead title="Alerts">
        <Live renderedAtMs={now.getTime()} topic={null} />
        <TimeRangePicker range={range} {...address} />
      </PageHead>
      <AlertTabs here="/alerts/history" />
      <div className="panel">
        <FiringFilters choice={{ rule, severity, class: name, owner, state, told }} rules={rules.map((one) => one.name)} {...address} />
        <p className="border-t border-line px-4 py-2 text-ink-2">
          <strong className="text-ink">{countOf(inAll, "firing")}</strong>, {formatCount(going)} still going on,{" "}
          {untold === 0 ? "none kept from being told" : <Link href={withParams(address.path, address.search, { told: "suppressed", cursor: undefined })} className="text-link">{formatCount(untold)} told to nobody because of a silence or an alert upstream</Link>}.
        </p>
        {firings.length === 0 ? <p className="px-4 pb-4 text-ink-2">Nothing fired that matches. A rule&apos;s own page shows what it would have fired for.</p> : <FiringsTable firings={firings} nowMs={now.getTime()} />}
        <PageLinks {...address} next={next} shown={`${formatCount(firings.length)} of ${formatCount(inAll)}`} what="firings" />
      </div>
    </>
  );
}
