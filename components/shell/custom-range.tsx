"use client";

import { clsx } from "clsx";
import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { zoneName } from "@/lib/text/instant.ts";
import { withParams } from "@/lib/text/paths.ts";
import { minuteAt } from "@/lib/text/time-range.ts";
import { useViewerOffset } from "../ui/use-viewer-offset.ts";

/** The window that stands, RFC 3339 or empty, and the page that shows it. */
interface CustomRangeProps {
  chosen: boolean;
  from: string;
  to: string;
  path: string;
  search: string;
}

/** A window of time by its two ends, on the viewer's own clock; in the address they stand in UTC. */
export function CustomRange({ chosen, from, to, path, search }: CustomRangeProps) {
  const router = useRouter();
  const [fromOffset, toOffset] = [useViewerOffset(from), useViewerOffset(to)];
  const show = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    event.currentTarget.hidePopover();
    router.push(withParams(path, search, { range: undefined, cursor: undefined, from: instantOf(data.get("from")), to: instantOf(data.get("to")) }), { scroll: false });
  };
  const kept = [...new URLSearchParams(search)].filter(([name]) => !["range", "from", "to", "cursor"].includes(name));
  return (
    <>
      <button type="button" popoverTarget="custom-range" className={clsx("rounded-r-[3px] px-2", chosen ? "bg-ink text-ground" : "text-ink-2 hover:bg-sunk hover:text-ink")}>
        {chosen ? `${minuteAt(from, fromOffset)} to ${minuteAt(to, toOffset)} ${zoneName(toOffset)}` : "Custom"}
      </button>
      <form
        id="custom-range"
        popover="auto"
        action={path}
        onSubmit={show}
        className="panel fixed inset-auto top-14 right-4 m-0 w-72 space-y-3 p-4 text-sm text-ink shadow-lg lg:right-6"
      >
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Moment key={`from ${from} ${fromOffset}`} label="From" name="from" at={from} offsetMin={fromOffset} required />
        <Moment key={`to ${to} ${toOffset}`} label="To" name="to" at={to} offsetMin={toOffset} />
        <button type="submit" className="h-8 w-full rounded bg-ink font-medium text-ground">
          Show this window
        </button>
      </form>
    </>
  );
}

function Moment({ label, name, at, offsetMin, required = false }: { label: string; name: string; at: string; offsetMin: number; required?: boolean }) {
  return (
    <label className="block">
      <span className="column-head">
        {label} ({zoneName(offsetMin)})
      </span>
      <input type="datetime-local" name={name} required={required} defaultValue={minuteAt(at, offsetMin, "T")} className="field mt-1 w-full" />
    </label>
  );
}

/** What a `datetime-local` field holds is on the viewer's clock, as the browser reads a time without a zone. */
function instantOf(field: FormDataEntryValue | null): string | undefined {
  const ms = typeof field === "string" ? Date.parse(field) : Number.NaN;
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
