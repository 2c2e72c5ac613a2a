import { clsx } from "clsx";
import Link from "next/link";
import type { WorkflowSummary } from "@/lib/model/workflow.ts";
import { formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { withParams, workflowPath } from "@/lib/text/paths.ts";
import { CopyBlock } from "../ui/copy-block.tsx";
import { TableHead } from "../ui/table-head.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import { UrlForm } from "../ui/url-form.tsx";

const TITLES = ["Latest handoff", "Workflow", "Agents", "Traces", "Handoffs", "Failed", "From first to latest"] as const;
const NUMBERS = new Set<string>(["Traces", "Handoffs", "Failed", "From first to latest"]);
const NAMES_SHOWN = 6;
const EXAMPLE = 'span.setAttribute("handoff.correlation_id", "case-4711");';

interface Address {
  path: string;
  search: string;
}

/** What narrows the list of workflows; Enter applies the text, a choice applies itself. */
export function WorkflowFilters({ params, path, search }: Address & { params: { q?: string | undefined; failed?: boolean | undefined } }) {
  return (
    <div className="px-4 py-2.5">
      <UrlForm path={path} search={search} clears={["cursor"]}>
        <input name="q" type="search" defaultValue={params.q ?? ""} aria-label="A part of the key" placeholder="A part of the key" className="field w-80 max-w-full" />
        <select name="failed" defaultValue={params.failed === undefined ? "" : String(params.failed)} aria-label="With failed handoffs or without" className="field text-xs">
          <option value="">Failed handoffs or none</option>
          <option value="true">With failed handoffs</option>
          <option value="false">Without failed handoffs</option>
        </select>
      </UrlForm>
    </div>
  );
}

/** Workflows as rows, the one with the newest handoff first. */
export function WorkflowList({ workflows, nowMs, path, search }: Address & { workflows: readonly WorkflowSummary[]; nowMs: number }) {
  if (workflows.length === 0) return <NoWorkflows path={path} search={search} />;
  return (
    <div className="overflow-x-auto" role="region" aria-label="List of workflows" tabIndex={0}>
      <table className="w-full min-w-4xl">
        <TableHead titles={TITLES} numbers={NUMBERS} />
        <tbody>
          {workflows.map((workflow) => (
            <WorkflowRow key={workflow.key} workflow={workflow} nowMs={nowMs} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function WorkflowRow({ workflow: { key, startedAt, lastAt, traces, handoffs, failed, agents }, nowMs }: { workflow: WorkflowSummary; nowMs: number }) {
  const number = "border-b border-line px-3 text-end tabular-nums whitespace-nowrap";
  const more = agents.length - NAMES_SHOWN;
  return (
    <tr className="relative hover:bg-sunk">
      <td className="border-b border-line py-1.5 pr-3 pl-4 text-ink-2">
        <TimeAgo at={lastAt} nowMs={nowMs} />
      </td>
      <td className="max-w-md border-b border-line px-3 py-1.5">
        <Link href={workflowPath(key)} prefetch={false} title={key} className="block truncate font-medium after:absolute after:inset-0 hover:underline">
          {key}
        </Link>
      </td>
      <td className="border-b border-line px-3 [overflow-wrap:anywhere]" title={agents.join(", ")}>
        {agents.slice(0, NAMES_SHOWN).join(", ")}
        {more > 0 ? ` and ${more} more` : ""}
      </td>
      <td className={number}>{formatCount(traces)}</td>
      <td className={number}>{formatCount(handoffs)}</td>
      <td className={clsx(number, failed > 0 ? "font-medium text-accent" : "text-ink-3")}>{failed > 0 ? `✕ ${formatCount(failed)}` : "0"}</td>
      <td className={clsx(number, "pr-4")}>{formatDuration(handoffs === 1 ? null : Date.parse(lastAt) - Date.parse(startedAt))}</td>
    </tr>
  );
}

function NoWorkflows({ path, search }: Address) {
  return (
    <div className="mx-auto max-w-2xl px-4 py-12 text-center">
      <p className="text-base font-medium">No workflow matches</p>
      <p className="mt-1 mb-4 text-ink-2">
        A workflow is all the work of one task, over traces, processes and days. It is found by the key its spans share; the plainest one is set like this on the spans of every agent:
      </p>
      <div className="text-start">
        <CopyBlock text={EXAMPLE} label="Copy the attribute" />
      </div>
      <p className="mt-4">
        <Link href={withParams(path, search, { q: undefined, failed: undefined, cursor: undefined, range: "all", from: undefined, to: undefined })} className="rounded border border-control px-3 py-1">
          Clear the filters, look in all time
        </Link>
      </p>
    </div>
  );
}
