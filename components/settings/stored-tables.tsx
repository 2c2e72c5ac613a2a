import type { StorageReport } from "@/lib/model/retention.ts";
import { formatBytes } from "@/lib/text/bytes.ts";
import { countOf, formatCount, formatRate } from "@/lib/text/count.ts";
import { Section } from "../ui/section.tsx";
import { TableHead } from "../ui/table-head.tsx";

const TITLES = ["Table", "Rows", "On disk", "Share", "Compressed", "Oldest day", "Newest day", "Rows, last 7 days", "Lifetime in force"];
const NUMBERS = new Set(["Rows", "On disk", "Share", "Compressed", "Rows, last 7 days"]);
const SYSTEM_TITLES = ["Log", "Rows", "On disk", "Lifetime in force"];

/** Every table on the disk: how much, since when, and for how long. */
export function StoredTables({ tables }: Pick<StorageReport, "tables">) {
  const bytesInAll = tables.reduce((sum, one) => sum + one.bytes, 0);
  const cell = "border-b border-line px-3 py-(--cell-y)";
  return (
    <Section title="Tables" aside={`${countOf(tables.length, "table")} with rows, ${formatBytes(bytesInAll)} on disk; the largest first; replicas are counted once`}>
      <div className="overflow-x-auto" role="region" aria-label="Tables on disk" tabIndex={0}>
        <table className="w-full min-w-5xl">
          <TableHead titles={TITLES} numbers={NUMBERS} />
          <tbody>
            {tables.map(({ table, rows, bytes, uncompressedBytes, oldestAt, newestAt, recentRows, ttl, parts }) => (
              <tr key={table} className="hover:bg-sunk">
                <th scope="row" className="border-b border-line py-(--cell-y) pr-3 pl-4 text-start font-mono text-xs font-normal" title={countOf(parts, "part")}>
                  {table}
                </th>
                <td className={`${cell} text-end tabular-nums`}>{formatCount(rows)}</td>
                <td className={`${cell} text-end whitespace-nowrap tabular-nums`}>{formatBytes(bytes)}</td>
                <td className={`${cell} text-end tabular-nums`}>{formatRate(bytesInAll === 0 ? null : bytes / bytesInAll)}</td>
                <td className={`${cell} text-end whitespace-nowrap text-ink-2 tabular-nums`} title={`${formatBytes(uncompressedBytes)} uncompressed`}>
                  {bytes === 0 ? "–" : `${(uncompressedBytes / bytes).toFixed(1)}×`}
                </td>
                <td className={`${cell} whitespace-nowrap tabular-nums`}>{oldestAt ?? <span className="text-ink-3">–</span>}</td>
                <td className={`${cell} whitespace-nowrap tabular-nums`}>{newestAt ?? <span className="text-ink-3">–</span>}</td>
                <td className={`${cell} text-end tabular-nums`}>{recentRows === null ? <span className="text-ink-3">–</span> : formatCount(recentRows)}</td>
                <td className="border-b border-line py-(--cell-y) pr-4 pl-3 font-mono text-xs">{ttl === "" ? <span className="font-sans text-ink-3">for ever</span> : ttl}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

/** What the database writes of itself beside our data: it can outgrow it. */
export function SystemTables({ system }: Pick<StorageReport, "system">) {
  if (system.length === 0) return null;
  const cell = "border-b border-line px-3 py-(--cell-y)";
  return (
    <Section title="The database's own logs" aside={`${formatBytes(system.reduce((sum, one) => sum + one.bytes, 0))} on disk; kept by ClickHouse's own configuration`}>
      <div className="overflow-x-auto" role="region" aria-label="Logs of the database" tabIndex={0}>
        <table className="w-full min-w-2xl">
          <TableHead titles={SYSTEM_TITLES} numbers={NUMBERS} />
          <tbody>
            {system.map(({ table, rows, bytes, ttl }) => (
              <tr key={table} className="hover:bg-sunk">
                <th scope="row" className="border-b border-line py-(--cell-y) pr-3 pl-4 text-start font-mono text-xs font-normal">
                  system.{table}
                </th>
                <td className={`${cell} text-end tabular-nums`}>{formatCount(rows)}</td>
                <td className={`${cell} text-end whitespace-nowrap tabular-nums`}>{formatBytes(bytes)}</td>
                <td className="border-b border-line py-(--cell-y) pr-4 pl-3 font-mono text-xs">{ttl === "" ? <span className="font-sans text-ink-3">for ever, unless ClickHouse&rsquo;s configuration limits it</span> : ttl}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
