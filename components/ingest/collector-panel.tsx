import type { CollectorReport } from "@/lib/model/ingest-report.ts";
import { countOf } from "@/lib/text/count.ts";
import { Section } from "../ui/section.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import { LedgerTable } from "./ledger-table.tsx";
import { SpoolBar } from "./spool-bar.tsx";

/** One collector: its last ledger, how full its spool is, and whether it is still heard of. */
export function CollectorPanel({ report, nowMs }: { report: CollectorReport; nowMs: number }) {
  const { collector, startedAt, heardAt, silent, ledgers, spool } = report;
  return (
    <Section
      title={`Collector ${collector}`}
      id={`collector-${collector}`}
      aside={
        <>
          heard of <TimeAgo at={heardAt} nowMs={nowMs} />, counts since <TimeAgo at={startedAt} nowMs={nowMs} />
        </>
      }
    >
      {silent ? <Silence report={report} nowMs={nowMs} /> : null}
      <LedgerTable ledgers={ledgers} label={`Ledger of the collector ${collector}`} />
      <SpoolBar spool={spool} />
    </Section>
  );
}

/** A collector that was stopped in good order leaves nothing in its spool; one that did not has records nobody else can bring in. */
function Silence({ report: { heardAt, ledgers }, nowMs }: { report: CollectorReport; nowMs: number }) {
  const inSpool = ledgers.reduce((sum, ledger) => sum + ledger.inSpool, 0);
  const since = <TimeAgo at={heardAt} nowMs={nowMs} />;
  if (inSpool === 0) return <p className="px-4 pb-2 text-ink-2">◌ Silent: it last wrote {since}, with an empty spool. Stopped, or it cannot reach ClickHouse.</p>;
  return (
    <p role="alert" className="px-4 pb-2 font-medium text-accent">
      ✕ Silent: it last wrote {since}, and {countOf(inSpool, "record")} {inSpool === 1 ? "waits" : "wait"} on its disk. Start it again with the same data directory, or let it reach ClickHouse.
    </p>
  );
}
