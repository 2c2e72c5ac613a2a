import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import type { LedgerReport } from "@/lib/model/ingest-report.ts";
import { formatCount } from "@/lib/text/count.ts";
import { withParams } from "@/lib/text/paths.ts";

/** The terms that `received` is made of, in the order they are added up, with what each means. */
const TERMS = [
  { of: "stored", label: "Stored", means: "in ClickHouse" },
  { of: "rejected", label: "Rejected", means: "refused, and the sender was told why" },
  { of: "ignored", label: "Ignored", means: "log records that tell of no handoff" },
  { of: "deduplicated", label: "Sent again", means: "were stored, or on the way there, already" },
  { of: "deadLettered", label: "Dead letters", means: "set aside, because ClickHouse refuses them for good" },
  { of: "inSpool", label: "In spool", means: "on the collector's disk, on the way to ClickHouse" },
] as const;
const SIGNAL_LABELS = { traces: "Spans", logs: "Log records" } as const;

/** Ledgers as sums that can be checked by eye: received = stored + … + in spool, and what is missing. */
export function LedgerTable({ ledgers, label }: { ledgers: readonly LedgerReport[]; label: string }) {
  return (
    <div className="overflow-x-auto" role="region" aria-label={label} tabIndex={0}>
      <table className="w-full min-w-4xl table-fixed">
        <thead>
          <tr>
            <Head>What</Head>
            <Head isNumber>Received</Head>
            {TERMS.map(({ of, label: title, means }) => (
              <Head key={of} isNumber title={means}>
                {title}
              </Head>
            ))}
            <Head isNumber title="received minus all others; not 0 only by a fault of Seamscope">
              Unaccounted
            </Head>
          </tr>
        </thead>
        <tbody>
          {ledgers.map((ledger) => (
            <LedgerRow key={ledger.signal} ledger={ledger} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({ children, isNumber = false, title }: { children: ReactNode; isNumber?: boolean; title?: string }) {
  return (
    <th scope="col" title={title} className={clsx("column-head border-b border-line px-3 py-1.5 first:pl-4 last:pr-4", isNumber && "text-end")}>
      {children}
    </th>
  );
}

function LedgerRow({ ledger }: { ledger: LedgerReport }) {
  const { signal, received, unaccounted } = ledger;
  return (
    <tr className="hover:bg-sunk">
      <th scope="row" className="px-3 py-2 pl-4 text-start font-medium">
        {SIGNAL_LABELS[signal]}
      </th>
      <td className="px-3 py-2 text-end font-semibold whitespace-nowrap tabular-nums">{formatCount(received)}</td>
      {TERMS.map(({ of }, index) => (
        <td key={of} className={clsx("px-3 py-2 text-end whitespace-nowrap tabular-nums", ledger[of] === 0 && "text-ink-3")}>
          <span className="mr-2 text-ink-3">{index === 0 ? "=" : "+"}</span>
          {of === "rejected" && ledger[of] > 0 ? <RejectedLink signal={signal} records={ledger[of]} /> : formatCount(ledger[of])}
        </td>
      ))}
      <td className={clsx("px-3 py-2 pr-4 text-end whitespace-nowrap tabular-nums", unaccounted === 0 ? "text-ink-3" : "font-semibold text-accent")}>
        {unaccounted === 0 ? "0" : `✕ ${formatCount(unaccounted)}`}
      </td>
    </tr>
  );
}

function RejectedLink({ signal, records }: { signal: LedgerReport["signal"]; records: number }) {
  return (
    <Link href={withParams("/rejects", "", { signal, action: "rejected", range: "30d" })} prefetch={false} className="text-link">
      {formatCount(records)}
    </Link>
  );
}
