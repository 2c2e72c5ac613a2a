import type { IngestReport } from "@/lib/model/ingest-report.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { CopyBlock } from "../ui/copy-block.tsx";
import { Section } from "../ui/section.tsx";
import { CollectorPanel } from "./collector-panel.tsx";
import { DeadLetters } from "./dead-letters.tsx";
import { LedgerTable } from "./ledger-table.tsx";

/** What became of every record that came in: all collectors together, then one by one. */
export function IngestLedger({ report, otlpPort, nowMs }: { report: IngestReport; otlpPort: number; nowMs: number }) {
  const { totals, collectors, collectorsInAll } = report;
  if (collectors.length === 0) return <NoCollector otlpPort={otlpPort} />;
  const unaccounted = totals.reduce((sum, ledger) => sum + Math.abs(ledger.unaccounted), 0);
  const deadLettered = totals.reduce((sum, ledger) => sum + ledger.deadLettered, 0);
  return (
    <>
      {unaccounted === 0 ? null : (
        <p role="alert" className="panel mb-4 border-accent! px-4 py-2">
          <strong className="font-semibold">✕ {countOf(unaccounted, "record")} unaccounted for.</strong>{" "}
          <span className="text-ink-2">Every record received is in exactly one of the other columns, unless Seamscope itself is at fault: please report it.</span>
        </p>
      )}
      {collectorsInAll > 1 ? (
        <Section title="All collectors" aside={collectors.length < collectorsInAll ? `${formatCount(collectors.length)} of ${formatCount(collectorsInAll)} are listed, those heard of last` : countOf(collectorsInAll, "collector")}>
          <LedgerTable ledgers={totals} label="Ledger of all collectors" />
        </Section>
      ) : null}
      {collectors.map((collector) => (
        <CollectorPanel key={collector.collector} report={collector} nowMs={nowMs} />
      ))}
      {deadLettered === 0 ? null : <DeadLetters records={deadLettered} />}
      <p className="text-xs text-ink-3">
        A sender is told &quot;taken&quot; once a record is on the collector&apos;s disk. The ledger is kept with it, and counts on when the collector is started again.
      </p>
    </>
  );
}

const NoCollector = ({ otlpPort }: { otlpPort: number }) => (
  <Section title="No collector has written to this database yet">
    <div className="px-4 pb-4 text-ink-2">
      <p className="mb-2">
        Here stands what became of every span and log record received: stored, refused, sent again, or still on the way. A collector writes it every two seconds, once it runs. Start it, and send one span:
      </p>
      <CopyBlock label="Copy a first span" text={firstSpan(otlpPort)} />
    </div>
  </Section>
);

const firstSpan = (port: number): string => `npm start

curl http://127.0.0.1:${port}/v1/traces -H 'content-type: application/json' -d '{"resourceSpans":[{"scopeSpans":[{"spans":[{
  "traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","name":"hello","startTimeUnixNano":"'$(date +%s)'000000000"}]}]}]}'`;
