import { clsx } from "clsx";
import Link from "next/link";
import type { TraceSummary } from "@/lib/model/trace.ts";
import { formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { formatAgo } from "@/lib/text/instant.ts";
import { tracePath, withParams } from "@/lib/text/paths.ts";
import { RANGE_PRESETS, rangeHolding, type TimeRange } from "@/lib/text/time-range.ts";
import { TableHead } from "../ui/table-head.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";

interface TraceListProps {
  traces: readonly TraceSummary[];
  /** The newest trace there is at all, to say where to look when none matches. */
  newest: TraceSummary | undefined;
  range: TimeRange;
  sort: "newest" | "slowest" | "failures";
  path: string;
  search: string;
  now: Date;
}

/** Past these many traces, those that are ranked were not looked through (lib/queries/traces/rank-traces.ts). */
const RANKED_MAX = 20_000;
const RANKED_WORDS = { slowest: "The slowest", failures: "Those with most failures" } as const;

const TITLES = ["Started", "Trace", "Agents", "Services", "Spans", "Errors", "Handoffs", "Failed", "Duration"] as const;
const NUMBERS = new Set<string>(["Spans", "Errors", "Handoffs", "Failed", "Duration"]);

/** Traces as rows, in the order that was asked for. */
export function TraceList({ traces, newest, range, sort, path, search, now }: TraceListProps) {
  if (traces.length === 0) return <NoTraces newest={newest} range={range} path={path} search={search} now={now} />;
  return (
    <div className="overflow-x-auto border-t border-line" role="region" aria-label="List of traces" tabIndex={0}>
      {sort === "newest" ? null : (
        <p className="px-4 py-1.5 text-xs text-ink-3">
          {RANKED_WORDS[sort]} of the newest {formatCount(RANKED_MAX)} traces of the window that match; a shorter window looks further back in it.
        </p>
      )}
      <table className="w-full min-w-4xl">
        <TableHead titles={TITLES} numbers={NUMBERS} />
        <tbody>
          {traces.map((trace) => (
            <TraceRow key={trace.traceId} trace={trace} nowMs={now.getTime()} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TraceRow({ trace, nowMs }: { trace: TraceSummary; nowMs: number }) {
  const number = "border-b border-line px-3 text-end tabular-nums whitespace-nowrap";
  return (
    <tr className="relative hover:bg-sunk">
      <td className="border-b border-line py-(--cell-y) pr-3 pl-4 text-ink-2">
        <TimeAgo at={trace.startedAt} nowMs={nowMs} />
      </td>
      <td className="border-b border-line px-3 py-(--cell-y)">
        <Link href={tracePath(trace.traceId)} prefetch={false} className="font-medium [overflow-wrap:anywhere] after:absolute after:inset-0 hover:underline">
          {trace.name}
        </Link>
        {trace.rootMissing ? <span className="ml-1.5 text-xs text-ink-3">root missing</span> : null}
        <span className="block font-mono text-2xs text-ink-3">{trace.traceId}</span>
      </td>
      <td className="border-b border-line px-3 [overflow-wrap:anywhere]">{listed(trace.agents)}</td>
      <td className="border-b border-line px-3 text-ink-2 [overflow-wrap:anywhere]">{listed(trace.services)}</td>
      <td className={number}>{formatCount(trace.spans)}</td>
      <td className={clsx(number, trace.errors > 0 ? "font-medium text-accent" : "text-ink-3")}>{trace.errors > 0 ? `✕ ${formatCount(trace.errors)}` : "0"}</td>
      <td className={number}>{formatCount(trace.handoffs)}</td>
      <td className={clsx(number, trace.failed > 0 ? "font-medium text-accent" : "text-ink-3")}>{trace.failed > 0 ? `✕ ${formatCount(trace.failed)}` : "0"}</td>
      <td className={clsx(number, "pr-4")}>{formatDuration(trace.durationMs)}</td>
    </tr>
  );
}

const NAMES_SHOWN = 6;

function listed(names: readonly string[]): string {
  if (names.length === 0) return "–";
  const more = names.length - NAMES_SHOWN;
  return names.slice(0, NAMES_SHOWN).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

const FILTERS = ["q", "agent", "service", "failed", "class", "verdict", "slower", "cursor"];

function NoTraces({ newest, range, path, search, now }: Omit<TraceListProps, "traces" | "sort">) {
  const filtered = FILTERS.some((name) => new URLSearchParams(search).has(name));
  const wider = newest === undefined ? RANGE_PRESETS[4] : rangeHolding(newest.startedAt, now);
  return (
    <div className="px-4 py-14 text-center">
      <p className="text-base font-medium">No trace matches in {range.key === "custom" || range.key === "all" ? range.label.toLowerCase() : `the last ${range.label}`}</p>
      {newest === undefined ? (
        <p className="mt-1 text-ink-2">
          None has come in at all yet. <Link href="/" className="text-link">How to send some</Link>
        </p>
      ) : (
        <p className="mt-1 text-ink-2">The newest trace of all started {formatAgo(newest.startedAt, now.getTime())}.</p>
      )}
      <p className="mt-4 flex justify-center gap-3">
        {filtered ? (
          <Link href={withParams(path, search, Object.fromEntries(FILTERS.map((name) => [name, undefined])))} className="rounded border border-control px-3 py-1">
            Clear the filters
          </Link>
        ) : null}
        {range.key === "all" || newest === undefined ? null : (
          <Link href={withParams(path, search, { range: filtered ? "all" : wider.key, from: undefined, to: undefined, cursor: undefined })} className="rounded border border-control px-3 py-1">
            {filtered || wider.key === "all" ? "Look in all time" : `Look in the last ${wider.label}`}
          </Link>
        )}
      </p>
    </div>
  );
}
