import Link from "next/link";
import type { RunComparison, RunHead } from "@/lib/model/run-comparison.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { divergenceSentence, firstFailureSentence } from "@/lib/text/comparison-words.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { comparePath, tracePath, workflowPath } from "@/lib/text/paths.ts";
import { Instant } from "../ui/instant.tsx";
import { ComparedAgents } from "./compared-agents.tsx";
import { ComparedFindings } from "./compared-findings.tsx";
import { ComparedHandoffs } from "./compared-handoffs.tsx";

/** Two runs: where they first differ, then handoffs, findings and agents. */
export function ComparedRuns({ comparison, askedA, askedB }: { comparison: RunComparison; askedA: string; askedB: string }) {
  const { a, b, divergence } = comparison;
  const first = divergence === null ? undefined : comparison.handoffs[divergence.handoff];
  return (
    <>
      <div className="panel mb-4 overflow-x-auto" role="region" aria-label="Both runs" tabIndex={0}>
        <table className="w-full min-w-xl">
          <tbody>
            <HeadRow label="A" run={a} />
            <HeadRow label="B" run={b} />
          </tbody>
        </table>
        <p className="flex flex-wrap gap-x-4 gap-y-1 px-4 py-2 text-xs">
          <Link href={comparePath(askedB, askedA)} className="text-link">
            Swap A and B
          </Link>
          <Link href={comparePath(askedB)} className="text-link">
            Compare B with another run
          </Link>
          <a href={`/api/v1${comparePath(askedA, askedB)}`} className="text-link">
            Open as JSON
          </a>
        </p>
      </div>
      <p className="panel mb-4 border-control! px-4 py-3 text-base font-medium [overflow-wrap:anywhere]" id="divergence">
        {divergenceSentence(comparison)}{" "}
        {first === undefined ? null : (
          <a href={`#handoff-${divergence?.handoff ?? 0}`} className="text-link text-sm font-normal">
            Show it
          </a>
        )}
        <span className="block text-sm font-normal">{firstFailureSentence(comparison)}</span>
      </p>
      {[a, b].flatMap((run, index) => run.leftOut.map((words) => <p key={`${index} ${words}`} className="panel mb-2 px-4 py-2">Of run {index === 0 ? "A" : "B"} was not looked at: {words}.</p>))}
      <ComparedHandoffs handoffs={comparison.handoffs} />
      <ComparedFindings comparison={comparison} />
      <ComparedAgents agents={comparison.agents} />
    </>
  );
}

function HeadRow({ label, run }: { label: string; run: RunHead }) {
  const number = "border-b border-line px-3 text-end tabular-nums whitespace-nowrap";
  return (
    <tr>
      <th scope="row" className="w-10 border-b border-line py-(--cell-y) pl-4 text-start font-semibold">
        {label}
      </th>
      <td className="border-b border-line px-3 py-(--cell-y)">
        <Link href={run.kind === "trace" ? tracePath(run.id) : workflowPath(run.id)} prefetch={false} className="text-link font-medium [overflow-wrap:anywhere]">
          {run.name}
        </Link>
        <span className="block text-xs text-ink-3 [overflow-wrap:anywhere]">
          {run.kind === "trace" ? `trace ${run.id}` : `workflow of ${countOf(run.traces, "trace")}`}, <Instant at={run.startedAt} precision="s" />
        </span>
      </td>
      <td className={number}>{countOf(run.handoffs, "handoff")}</td>
      <td className={`${number} ${run.failed > 0 ? "font-medium text-accent" : "text-ink-3"}`}>{run.failed > 0 ? `✕ ${formatCount(run.failed)} failed` : "none failed"}</td>
      <td className={number}>{countOf(run.spans, "span")}</td>
      <td className={`${number} pr-4`}>{formatDuration(run.durationMs)}</td>
    </tr>
  );
}
