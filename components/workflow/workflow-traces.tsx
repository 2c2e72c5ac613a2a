import { clsx } from "clsx";
import Link from "next/link";
import type { Workflow } from "@/lib/model/workflow.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { tracePath } from "@/lib/text/paths.ts";
import { Instant } from "../ui/instant.tsx";
import { Section } from "../ui/section.tsx";
import { TableHead } from "../ui/table-head.tsx";

const TITLES = ["Started", "Trace", "Agents", "Spans", "Handoffs", "Failed", "Duration"] as const;
const NUMBERS = new Set<string>(["Spans", "Handoffs", "Failed", "Duration"]);
const NAMES_SHOWN = 6;

/** The traces of a workflow in order of start. */
export function WorkflowTraces({ workflow: { traces, tracesInAll } }: { workflow: Workflow }) {
  const number = "border-b border-line px-3 text-end tabular-nums whitespace-nowrap";
  return (
    <Section title="Traces" aside={traces.length < tracesInAll ? `${formatCount(traces.length)} of at least ${countOf(tracesInAll, "trace")}` : countOf(tracesInAll, "trace")}>
      <div className="max-h-96 overflow-auto" role="region" aria-label="Traces of the workflow" tabIndex={0}>
        <table className="w-full min-w-3xl">
          <TableHead titles={TITLES} numbers={NUMBERS} />
          <tbody>
            {traces.map((trace) => (
              <tr key={trace.traceId} className="relative hover:bg-sunk">
                <td className="border-b border-line py-(--cell-y) pr-3 pl-4 whitespace-nowrap text-ink-2 tabular-nums"><Instant at={trace.startedAt} precision="s" /></td>
                <td className="border-b border-line px-3 py-1">
                  <Link href={tracePath(trace.traceId)} prefetch={false} className="font-medium [overflow-wrap:anywhere] after:absolute after:inset-0 hover:underline">
                    {trace.name}
                  </Link>
                  {trace.shared ? <span className="ml-1.5 text-xs text-ink-3">serves other workflows, too; its numbers are of all of them</span> : null}
                  <span className="block font-mono text-2xs text-ink-3">{trace.traceId}</span>
                </td>
                <td className="border-b border-line px-3 [overflow-wrap:anywhere]">{trace.agents.length === 0 ? "–" : trace.agents.slice(0, NAMES_SHOWN).join(", ") + (trace.agents.length > NAMES_SHOWN ? ` and ${trace.agents.length - NAMES_SHOWN} more` : "")}</td>
                <td className={number}>{formatCount(trace.spans)}</td>
                <td className={number}>{formatCount(trace.handoffs)}</td>
                <td className={clsx(number, trace.failed > 0 ? "font-medium text-accent" : "text-ink-3")}>{trace.failed > 0 ? `✕ ${formatCount(trace.failed)}` : "0"}</td>
                <td className={clsx(number, "pr-4")}>{formatDuration(trace.durationMs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
