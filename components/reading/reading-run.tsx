import { clsx } from "clsx";
import Link from "next/link";
import type { ReadingBlock, ReadingEntry, ReadingKind } from "@/lib/model/reading.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { tracePath } from "@/lib/text/paths.ts";
import { Instant } from "../ui/instant.tsx";
import { ReadingParts } from "./reading-parts.tsx";

const KIND_WORDS: Record<ReadingKind, string> = { instructions: "Instructions", given: "Given", said: "Said", called: "Called", returned: "Got back" };
/** What came in stands at the left, what went out at the right; instructions and tools are set apart. */
const KIND_STYLES: Record<ReadingKind, string> = {
  instructions: "border-dashed border-control",
  given: "border-line bg-surface",
  said: "border-control bg-surface sm:ml-10",
  called: "border-line bg-sunk sm:ml-10",
  returned: "border-line bg-sunk",
};

/** One run of an agent with everything it was given, said, called and got back; it folds. */
export function ReadingRun({ block, traceId }: { block: Extract<ReadingBlock, { kind: "run" }>; traceId: string }) {
  const { agent, spanId, startedAt, durationMs, failed, continued, entries, entriesInAll } = block;
  return (
    <div className="panel relative mb-3">
      <Link href={tracePath(traceId, spanId)} prefetch={false} aria-label={`Span of this run of ${agent}`} className="text-link absolute top-2 right-4 text-xs leading-6">
        span
      </Link>
      <details open>
        <summary className="flex flex-wrap items-baseline gap-x-3 py-2 pr-16 pl-4">
          <h2 className="min-w-0 text-base font-semibold [overflow-wrap:anywhere]">
            {agent}
            {continued ? <span className="font-normal text-ink-3"> continued</span> : null}
          </h2>
          {failed ? <span className="text-xs font-medium text-accent">✕ ended with an error</span> : null}
          <span className="ml-auto text-xs text-ink-3">
            <Instant at={startedAt} precision="time" />, {formatDuration(durationMs)}, {entries.length < entriesInAll ? `${formatCount(entries.length)} of ` : ""}
            {countOf(entriesInAll, "entry", "entries")}
          </span>
        </summary>
        <ol className="flex flex-col gap-2 px-4 pb-4">
          {entries.map((entry, index) => (
            <Entry key={`${entry.spanId} ${entry.kind} ${index}`} entry={entry} traceId={traceId} />
          ))}
        </ol>
      </details>
    </div>
  );
}

function Entry({ entry: { kind, at, who, spanId, from, parts }, traceId }: { entry: ReadingEntry; traceId: string }) {
  const isTool = kind === "called" || (kind === "returned" && who !== "tool");
  return (
    <li className={clsx("min-w-0 rounded border px-3 py-2", KIND_STYLES[kind])}>
      <p className="mb-1 flex flex-wrap items-baseline gap-x-2 text-2xs text-ink-3">
        <span className="font-semibold text-ink-2">{KIND_WORDS[kind]}</span>
        {isTool ? <code className="font-mono [overflow-wrap:anywhere]">{who}</code> : <span className="[overflow-wrap:anywhere]">{who}</span>}
        <span className="ml-auto">
          <Instant at={at} precision="time" />
        </span>
        <Link href={tracePath(traceId, spanId)} prefetch={false} title={from === "" ? "Open the span" : `Read from ${from}; opens the span`} className="text-link">
          span
        </Link>
      </p>
      {parts.length === 0 ? <p className="text-xs text-ink-3">Its content was not captured.</p> : <ReadingParts parts={parts} isCode={isTool} />}
    </li>
  );
}
