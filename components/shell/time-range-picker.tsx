import { clsx } from "clsx";
import Link from "next/link";
import { withParams } from "@/lib/text/paths.ts";
import { minuteOf, RANGE_PRESETS, type TimeRange } from "@/lib/text/time-range.ts";

/** The window of time as addresses, so that a choice can be sent to somebody else and Back undoes it. */
export function TimeRangePicker({ range, path, search }: { range: TimeRange; path: string; search: string }) {
  return (
    <div role="group" aria-label="Time range" className="relative flex h-7 items-stretch rounded border border-control bg-surface text-xs">
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
      <CustomRange range={range} path={path} search={search} />
    </div>
  );
}

function CustomRange({ range, path, search }: { range: TimeRange; path: string; search: string }) {
  const chosen = range.key === "custom";
  const kept = [...new URLSearchParams(search)].filter(([name]) => !["range", "from", "to", "cursor"].includes(name));
  const wide = range.key === "all";
  return (
    <>
      <button
        type="button"
        popoverTarget="custom-range"
        className={clsx("rounded-r-[3px] px-2", chosen ? "bg-ink text-ground" : "text-ink-2 hover:bg-sunk hover:text-ink")}
      >
        {chosen ? range.label : "Custom"}
      </button>
      <form
        id="custom-range"
        popover="auto"
        action={path}
        className="panel fixed inset-auto top-14 right-4 m-0 w-72 space-y-3 p-4 text-sm text-ink shadow-lg lg:right-6"
      >
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <label className="block">
          <span className="column-head">From (UTC)</span>
          <input type="datetime-local" name="from" required defaultValue={wide ? "" : minuteOf(range.from, "T")} className="field mt-1 w-full" />
        </label>
        <label className="block">
          <span className="column-head">To (UTC)</span>
          <input type="datetime-local" name="to" defaultValue={wide ? "" : minuteOf(range.to, "T")} className="field mt-1 w-full" />
        </label>
        <button type="submit" className="h-8 w-full rounded bg-ink font-medium text-ground">
          Show this window
        </button>
      </form>
    </>
  );
}
