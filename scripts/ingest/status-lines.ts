import { LEDGER_TERMS, unaccounted, type Ledger } from "@/lib/model/ingest.ts";
import { formatBytes } from "@/lib/text/bytes.ts";
import type { CollectorStatus } from "./ask-collector.ts";

const NAMES = { stored: "stored", rejected: "rejected", ignored: "ignored", deduplicated: "deduplicated", deadLettered: "dead letters", inSpool: "in spool" } as const;

/** A collector's state as lines for a terminal: what it does, the ledgers as a table, the spool, the inserts. */
export function statusLines(url: string, { collector, database, ledgers, spool, inserts }: CollectorStatus): string[] {
  const takes = spool.state === "open" ? "takes requests" : "takes NO requests: the disk of its spool refuses to write";
  const free = spool.diskFreeBytes === undefined ? "" : `, ${formatBytes(spool.diskFreeBytes)} free on its disk`;
  return [
    `The collector ${collector} at ${url} ${takes}; the database ${database}.`,
    "",
    row("", ["received", ...LEDGER_TERMS.map((term) => NAMES[term])]),
    ledgerRow("spans", ledgers.traces),
    ledgerRow("logs", ledgers.logs),
    ...[ledgers.traces, ledgers.logs].filter((ledger) => unaccounted(ledger) !== 0).map((ledger) => `${unaccounted(ledger)} records are in none of these: a fault of Seamscope's that should be reported`),
    "",
    `Spool: ${spool.entries} entries, ${formatBytes(spool.bytes)}, the oldest ${spool.oldestWaitingS.toFixed(1)} s old; senders are slowed down at ${formatBytes(spool.softBytes)} and refused at ${formatBytes(spool.hardBytes)}${free}.`,
    `Inserts since it was started: ${inserts.succeeded} succeeded, ${inserts.retried} failed and were tried again, ${inserts.refused} were refused for good.`,
    ...(inserts.lastError === "" ? [] : [`The last one failed: ${inserts.lastError}`]),
  ];
}

const ledgerRow = (name: string, ledger: Ledger): string => row(name, [ledger.received, ...LEDGER_TERMS.map((term) => ledger[term])].map((records) => records.toLocaleString("en")));

const row = (name: string, cells: readonly string[]): string => name.padEnd(6) + cells.map((cell) => cell.padStart(14)).join("");
