import type { ReactNode } from "react";
import type { TraceDetail } from "@/lib/model/trace.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { shortPath } from "@/lib/text/paths.ts";
import { FlawNotice } from "./flaw-notice.tsx";
import { Live } from "../shell/live/live.tsx";
import { KeepButtons } from "../pin/keep-buttons.tsx";
import { CiteButton } from "../ticket/cite-button.tsx";
import { CopyEvidence } from "../ticket/copy-evidence.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { CopyId } from "../ui/copy-id.tsx";
import { Instant } from "../ui/instant.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";

/** What a trace is, in one line of facts; `children` say what it is a part of. */
export function TraceHead({ trace, nowMs, children }: { trace: TraceDetail; nowMs: number; children: ReactNode }) {
  const { traceId, name, rootMissing, startedAt, durationMs, spans, errors, agents, services, handoffs, failed } = trace;
  return (
    <header className="mb-4">
      <div className="mb-1 flex flex-wrap items-start gap-x-4 gap-y-2">
        <h1 className="mr-auto text-lg font-semibold tracking-tight [overflow-wrap:anywhere]">{name}</h1>
        <div className="flex flex-wrap gap-2">
          <Live renderedAtMs={nowMs} topic={{ traces: [traceId] }} />
          <CopyButton text="" link={shortPath("t", traceId)} label="Copy the short address of this trace" words="Copy link" />
          <CopyEvidence kind="trace" id={traceId} label="Copy this trace as Markdown" words="Copy as Markdown" />
          <CiteButton kind="trace" id={traceId} />
          <KeepButtons kind="trace" id={traceId} />
          <a href={`/api/v1/traces/${traceId}`} className="flex h-7 items-center rounded border border-control px-2 text-xs text-ink-2 hover:text-ink">
            Open as JSON
          </a>
        </div>
      </div>
      <p className="flex flex-wrap gap-x-4 text-ink-2 [&>*]:min-w-0 [&>*]:[overflow-wrap:anywhere]">
        <span>
          <Instant at={startedAt} /> (<TimeAgo at={startedAt} nowMs={nowMs} />)
        </span>
        <span>{formatDuration(durationMs)}</span>
        <span>{countOf(spans, "span")}</span>
        <span className={errors > 0 ? "text-accent" : ""}>{errors === 0 ? "no errors" : `✕ ${countOf(errors, "error")}`}</span>
        <span>{countOf(handoffs, "handoff")}</span>
        <span className={failed > 0 ? "text-accent" : ""}>{failed === 0 ? "none failed" : `✕ ${formatCount(failed)} failed`}</span>
        <span>agents: {agents.length === 0 ? "none named" : agents.join(", ")}</span>
        <span>services: {services.length === 0 ? "none named" : services.join(", ")}</span>
      </p>
      <CopyId id={traceId} label="the id of this trace" className="text-ink-3" />
      {children}
      <FlawNotice flaws={trace.flaws} />
      {rootMissing ? <p className="panel mt-2 border-control! px-4 py-2">The root span never came, so this trace is named after its earliest span and its beginning may be missing.</p> : null}
    </header>
  );
}
