import { clsx } from "clsx";
import Link from "next/link";
import { withParams } from "@/lib/text/paths.ts";
import { RANGE_PRESETS, type TimeRange } from "@/lib/text/time-range.ts";
import { CustomRange } from "./custom-range.tsx";

/** The window of time as addresses, so that a choice can be sent to somebody else and Back undoes it. */
export function TimeRangePicker({ range, path, search }: { range: TimeRange; path: string; search: string }) {
  return (
    <div role="group" aria-label="Time range" className="relative flex h-7 items-stretch rounded border border-control bg-surface text-xs print:hidden">
      {RANGE_PRESETS.map(({ key, label }) => (
        <Link
          key={key}
          href={withParams(path, search, { range: key, from: undefined, to: undefined, cursor: undefined })}
          aria-current={range.key === key ? "true" : undefined}
          aria-label={key === "all" ? label : `Last ${label}`}
          prefetch={false}
          scroll={false}
          className={clsx("flex items-center px-2 first:rounded-l-[3px]", range.key === key ? "bg-ink text-ground" : "text-ink-2 hover:bg-sunk hover:text-ink")}
        >
          {key === "all" ? "All" : key}
        </Link>
      ))}
      <CustomRange chosen={range.key === "custom"} from={range.key === "all" ? "" : range.from.toISOString()} to={range.key === "all" ? "" : range.to.toISOString()} path={path} search={search} />
    </div>
  );
}
