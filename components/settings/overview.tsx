import Link from "next/link";
import type { ReactNode } from "react";
import type { Health } from "@/lib/model/health.ts";
import type { IngestReport } from "@/lib/model/ingest-report.ts";
import type { StorageReport } from "@/lib/model/retention.ts";
import { formatBytes } from "@/lib/text/bytes.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { Section } from "../ui/section.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import { forecastWords } from "./forecast-words.ts";

interface OverviewProps {
  ingest: IngestReport;
  storage: StorageReport;
  health: Health;
  /** Reasons for which something was refused or changed in the last day. */
  rejectReasons: number;
  about: readonly (readonly [string, string])[];
  nowMs: number;
}

/** How Seamscope itself is: what came in, what was refused, what it holds, and what it was started with. */
export function Overview({ ingest, storage, health, rejectReasons, about, nowMs }: OverviewProps) {
  return (
    <div className="grid items-start gap-x-4 lg:grid-cols-2">
      <Section title="What came in" aside={<More href="/settings/ingest">Ledger</More>}>
        <Ingest ingest={ingest} nowMs={nowMs} />
      </Section>
      <Section title="What was refused or changed" aside={<More href="/rejects">Rejects</More>}>
        <p className="px-4 pb-4">{rejectReasons === 0 ? "Nothing in the last day." : `For ${countOf(rejectReasons, "reason")} in the last day.`}</p>
      </Section>
      <Section title="What is stored" aside={<More href="/settings/retention">Retention & disk</More>}>
        <div className="space-y-1 px-4 pb-4">
          <p>
            {formatBytes(storage.tables.reduce((sum, one) => sum + one.bytes, 0))} on disk. {forecastWords(storage.forecast)}
          </p>
          <p className="text-ink-2">
            {storage.retention.map(({ kind, daysInForce }) => `${kind} ${daysInForce === 0 ? "for ever" : countOf(daysInForce, "day")}`).join(", ")}
          </p>
        </div>
      </Section>
      <Section title="About" aside={<More href="/api/v1/health">Health as JSON</More>}>
        <dl className="grid grid-cols-[9rem_minmax(0,1fr)] gap-x-4 gap-y-1 px-4 pb-4">
          {[...about, ...healthRows(health)].map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-ink-2">{name}</dt>
              <dd className="[overflow-wrap:anywhere]">{value}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </div>
  );
}

const More = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} prefetch={false} className="text-link">
    {children}
  </Link>
);

function Ingest({ ingest: { totals, collectors, collectorsInAll }, nowMs }: { ingest: IngestReport; nowMs: number }) {
  const [latest] = collectors;
  if (latest === undefined) return <p className="px-4 pb-4 text-ink-2">No collector has written to this database yet.</p>;
  const sum = (of: "received" | "rejected" | "deadLettered"): number => totals.reduce((all, ledger) => all + ledger[of], 0);
  const unaccounted = totals.reduce((all, ledger) => all + Math.abs(ledger.unaccounted), 0);
  const silent = collectors.filter((one) => one.silent).length;
  return (
    <div className="space-y-1 px-4 pb-4">
      <p>
        {countOf(sum("received"), "record")} by {countOf(collectorsInAll, "collector")}, last heard of <TimeAgo at={latest.heardAt} nowMs={nowMs} />
      </p>
      <p className={unaccounted > 0 ? "font-medium text-accent" : "text-ink-2"}>
        {unaccounted > 0 ? `✕ ${countOf(unaccounted, "record")} unaccounted for` : "All of them are accounted for"}; {formatCount(sum("rejected"))} refused, {formatCount(sum("deadLettered"))} set aside
      </p>
      {silent === 0 ? null : <p className="text-ink-2">◌ {countOf(silent, "collector")} silent</p>}
    </div>
  );
}

function healthRows(health: Health): [string, string][] {
  if (!health.reachable) return [["Database", "does not answer"]];
  return [["ClickHouse", health.engineVersion], ["Spans", formatCount(health.spans)], ["Traces", formatCount(health.traces)], ["Handoffs", formatCount(health.handoffs)], ["Seams", formatCount(health.seams)]];
}
