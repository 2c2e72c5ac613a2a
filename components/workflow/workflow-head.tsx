import Link from "next/link";
import type { ReactNode } from "react";
import { TRACE_KEY_KIND, type Workflow } from "@/lib/model/workflow.ts";
import { VERDICTS } from "@/lib/model/vocabulary.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { recordPath, shortPath } from "@/lib/text/paths.ts";
import { VERDICT_WORDS } from "@/lib/text/verdict-words.ts";
import { Live } from "../shell/live/live.tsx";
import { CiteButton } from "../ticket/cite-button.tsx";
import { CopyEvidence } from "../ticket/copy-evidence.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { Instant } from "../ui/instant.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import { RunLinks } from "./run-links.tsx";
import { CulpritBadge } from "./workflow-link.tsx";

const NAMES_SHOWN = 12;
/** Of the traces beyond these, the handoffs are told of by the workflow's key. */
const TOLD_OF_MAX = 50;

/** What a workflow is, in a few lines of facts; `cited` says which tickets cite it. */
export function WorkflowHead({ workflow, nowMs, cited }: { workflow: Workflow; nowMs: number; cited: ReactNode }) {
  const { key, kind, otherKinds, startedAt, endedAt, durationMs, traces, tracesInAll, handoffsInAll, failed, byVerdict, agents, services, origins } = workflow;
  const verdicts = VERDICTS.flatMap((verdict) => (byVerdict[verdict] === undefined ? [] : [`${formatCount(byVerdict[verdict])} ${VERDICT_WORDS[verdict].label.toLowerCase()}`]));
  return (
    <header className="mb-4">
      <div className="mb-1 flex flex-wrap items-start gap-x-4 gap-y-2">
        <h1 className="mr-auto line-clamp-3 min-w-0 text-lg font-semibold tracking-tight [overflow-wrap:anywhere]" title={key}>
          {key}
        </h1>
        <Live renderedAtMs={nowMs} topic={{ workflow: key, traces: traces.slice(0, TOLD_OF_MAX).map((trace) => trace.traceId) }} />
        <CopyButton text="" link={shortPath("w", key)} label="Copy the short address of this workflow" words="Copy link" />
        <CopyEvidence kind="workflow" id={key} label="Copy this workflow as Markdown" words="Copy as Markdown" />
        <CiteButton kind="workflow" id={key} />
        <Link href={recordPath(key)} prefetch={false} className="flex h-7 items-center rounded border border-control px-2 text-xs text-ink-2 hover:text-ink">
          Compliance record
        </Link>
        <a href={`/api/v1/workflows/${encodeURIComponent(key)}`} className="flex h-7 items-center rounded border border-control px-2 text-xs text-ink-2 hover:text-ink">
          Open as JSON
        </a>
      </div>
      <p className="flex flex-wrap gap-x-4 text-ink-2 [&>*]:min-w-0 [&>*]:[overflow-wrap:anywhere]">
        <span>
          workflow by <code className="font-mono text-xs">{kind}</code>
        </span>
        <span>
          <Instant at={startedAt} /> to <Instant at={endedAt} /> (<TimeAgo at={endedAt} nowMs={nowMs} />)
        </span>
        <span>{formatDuration(durationMs)}</span>
        <span>{traces.length < tracesInAll ? `${formatCount(traces.length)} of at least ${countOf(tracesInAll, "trace")}` : countOf(tracesInAll, "trace")}</span>
        <span>{countOf(handoffsInAll, "handoff")}</span>
        <span className={failed > 0 ? "text-accent" : ""}>{failed === 0 ? "none failed" : `✕ ${formatCount(failed)} failed`}</span>
        {verdicts.length === 0 ? null : <span>{verdicts.join(", ")}</span>}
        <span>agents: {listed(agents)}</span>
        <span>services: {listed(services)}</span>
      </p>
      {otherKinds.length === 0 ? null : (
        <p className="text-xs text-ink-3">The same text is a key of {otherKinds.join(", ")}, too; only {kind} is followed here.</p>
      )}
      <RunLinks id={kind === TRACE_KEY_KIND ? `workflow:${key}` : key} readable={false} />
      <CulpritBadge origin={origins.list[0]} inAll={origins.inAll} workflow={key} />
      {cited}
    </header>
  );
}

function listed(names: readonly string[]): string {
  const more = names.length - NAMES_SHOWN;
  return names.length === 0 ? "none named" : names.slice(0, NAMES_SHOWN).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
