import { clsx } from "clsx";
import type { StorageReport } from "@/lib/model/retention.ts";
import { formatBytes } from "@/lib/text/bytes.ts";
import { formatRate } from "@/lib/text/count.ts";
import { Section } from "../ui/section.tsx";
import { forecastWords } from "./forecast-words.ts";

/** A disk that is this full is said to be. */
const TIGHT = 0.1;

/** How full the disks are, how fast that grows and when there is no room left, as an estimate that says so. */
export function DiskPanel({ disks, forecast, tables }: Pick<StorageReport, "disks" | "forecast" | "tables">) {
  const bytes = tables.reduce((sum, one) => sum + one.bytes, 0);
  return (
    <Section title="Disk" aside="an estimate; compression and traffic change" id="disk">
      <div className="px-4 pb-4">
        <p className="mb-3">
          Seamscope takes {formatBytes(bytes)}. {forecastWords(forecast)}
        </p>
        {disks.length === 0 ? <p className="text-ink-2">The database tells of no local disk.</p> : null}
        <ul className="space-y-3">
          {disks.map(({ node, name, path, freeBytes, totalBytes }) => {
            const used = 1 - freeBytes / totalBytes;
            const isTight = freeBytes / totalBytes < TIGHT;
            return (
              <li key={`${node} ${name} ${path}`}>
                <p className="mb-1 flex flex-wrap gap-x-3 text-xs">
                  <span className={isTight ? "font-medium text-accent" : ""}>
                    {isTight ? "✕ " : ""}
                    {formatBytes(freeBytes)} free of {formatBytes(totalBytes)} ({formatRate(used)} used by everything on it)
                  </span>
                  <span className="min-w-0 truncate text-ink-3" title={`${node} ${name} ${path}`}>
                    disk {name} of {node}, {path}
                  </span>
                </p>
                <div className="h-2 rounded-sm bg-sunk outline outline-line" role="meter" aria-label={`Disk ${name} of ${node}`} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(used * 100)} aria-valuetext={formatRate(used)}>
                  <div className={clsx("h-full min-w-px rounded-sm", isTight ? "bg-accent" : "bg-bar")} style={{ width: `${used * 100}%` }} />
                </div>
              </li>
            );
          })}
        </ul>
      </div>
    </Section>
  );
}
