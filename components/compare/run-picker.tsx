import { clsx } from "clsx";
import Link from "next/link";
import type { RunHead, RunSuggestion } from "@/lib/model/run-comparison.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { comparePath } from "@/lib/text/paths.ts";
import { Section } from "../ui/section.tsx";
import { TableHead } from "../ui/table-head.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import { CompareForm } from "./compare-form.tsx";

const TITLES = ["Started", "Run", "Why", "Handoffs", "Failed", "Duration"] as const;
const NUMBERS = new Set<string>(["Handoffs", "Failed", "Duration"]);

/** Runs to compare one with, the likest first. The chosen run is B: what it is compared with came before. */
export function RunPicker({ run, asked, suggestions, nowMs }: { run: RunHead; asked: string; suggestions: readonly RunSuggestion[]; nowMs: number }) {
  const number = "border-b border-line px-3 text-end tabular-nums whitespace-nowrap";
  return (
    <>
      <Section title={`Compare ${run.name} with`} id="pick" aside={`${countOf(run.handoffs, "handoff")}, ${run.failed === 0 ? "none failed" : `✕ ${formatCount(run.failed)} failed`}, ${formatDuration(run.durationMs)}`}>
        {suggestions.length === 0 ? (
          <p className="px-4 pb-4 text-ink-2">Among the newest runs none has its name or its agents. Any other one can be chosen by its id below.</p>
        ) : (
          <div className="overflow-x-auto" role="region" aria-label="Runs to compare with" tabIndex={0}>
            <table className="w-full min-w-2xl">
              <TableHead titles={TITLES} numbers={NUMBERS} />
              <tbody>
                {suggestions.map((one) => (
                  <tr key={`${one.kind} ${one.id}`} className="relative hover:bg-sunk">
                    <td className="border-b border-line py-(--cell-y) pr-3 pl-4 whitespace-nowrap text-ink-2">
                      <TimeAgo at={one.startedAt} nowMs={nowMs} />
                    </td>
                    <td className="max-w-md border-b border-line px-3">
                      <Link href={comparePath(one.id, asked)} prefetch={false} className="block truncate font-medium after:absolute after:inset-0 hover:underline" title={one.name}>
                        {one.name}
                      </Link>
                      {one.name === one.id ? null : <span className="block truncate font-mono text-2xs text-ink-3">{one.id}</span>}
                    </td>
                    <td className={clsx("border-b border-line px-3 whitespace-nowrap", one.why === "last without failures" && "font-medium")}>{one.why}</td>
                    <td className={number}>{formatCount(one.handoffs)}</td>
                    <td className={clsx(number, one.failed > 0 ? "font-medium text-accent" : "text-ink-3")}>{one.failed > 0 ? `✕ ${formatCount(one.failed)}` : "0"}</td>
                    <td className={clsx(number, "pr-4")}>{formatDuration(one.durationMs)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Section>
      <div className="panel px-4 py-3">
        <CompareForm a="" b={asked} />
      </div>
    </>
  );
}
