import Link from "next/link";
import { withParams } from "@/lib/text/paths.ts";
import { RANGE_PRESETS, rangeHolding, type TimeRange } from "@/lib/text/time-range.ts";
import { Instant } from "../ui/instant.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";

interface EmptyWindowProps {
  what: string;
  range: TimeRange;
  oldest: Date;
  newest: Date;
  path: string;
  search: string;
  now: Date;
}

/** There is nothing in this window, but there is elsewhere: says where, and leads there. */
export function EmptyWindow({ what, range, oldest, newest, path, search, now }: EmptyWindowProps) {
  const newestIso = newest.toISOString();
  const held = rangeHolding(newestIso, now);
  const all = RANGE_PRESETS[RANGE_PRESETS.length - 1] ?? held;
  const offers = held.key === all.key || held.key === range.key ? [all] : [held, all];
  return (
    <section className="panel mx-auto mt-10 max-w-xl p-8 text-center">
      <h2 className="text-lg font-semibold">
        No {what} in {range.key === "custom" ? "this window" : `the last ${range.label}`}
      </h2>
      <p className="mt-2 text-ink-2">
        The newest one stored is from <Instant at={newestIso} precision="s" /> (<TimeAgo at={newestIso} nowMs={now.getTime()} />), the oldest from{" "}
        <Instant at={oldest.toISOString()} precision="s" />.
      </p>
      <p className="mt-5 flex justify-center gap-3">
        {offers.map((offer, index) => (
          <Link
            key={offer.key}
            href={withParams(path, search, { range: offer.key, from: undefined, to: undefined, cursor: undefined })}
            className={index === 0 ? "rounded bg-ink px-4 py-1.5 font-medium text-ground" : "rounded border border-control px-4 py-1.5"}
          >
            {offer.key === "all" ? "Show all time" : `Show the last ${offer.label}`}
          </Link>
        ))}
      </p>
    </section>
  );
}
