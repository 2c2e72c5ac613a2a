import type { ReactNode } from "react";
import type { SeamDetail, SeamWindowTotals } from "@/lib/model/seam.ts";
import { countOf, formatCount, formatRate } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { shortPath } from "@/lib/text/paths.ts";
import type { TimeRange } from "@/lib/text/time-range.ts";
import { Live } from "../shell/live/live.tsx";
import { TimeRangePicker } from "../shell/time-range-picker.tsx";
import { CiteButton } from "../ticket/cite-button.tsx";
import { CopyEvidence } from "../ticket/copy-evidence.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { AgentShape } from "./agent-shape.tsx";
import { rateWords } from "./failure-rate.tsx";
import { InferredMark } from "./seam-name.tsx";

interface SeamHeadProps {
  seam: SeamDetail;
  /** The window of the same length before; undefined where there is none to compare with. */
  before: SeamWindowTotals | undefined;
  range: TimeRange;
  path: string;
  search: string;
  nowMs: number;
  /** Which tickets cite it. */
  cited: ReactNode;
}

/** Who hands to whom under which contract, and how that goes in this window. */
export function SeamHead({ seam, before, range, path, search, nowMs, cited }: SeamHeadProps) {
  return (
    <header className="mb-4">
      <div className="mb-3 flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="mr-auto min-w-0">
          <h1 className="flex flex-wrap items-center gap-x-2 text-lg font-semibold tracking-tight [overflow-wrap:anywhere]">
            <span className="inline-flex items-center gap-2">
              <AgentShape type={seam.sourceType} /> {seam.source}
            </span>
            <span role="img" aria-label="to" className="text-ink-3">
              →
            </span>
            <span className="inline-flex items-center gap-2">
              <AgentShape type={seam.targetType} /> {seam.target}
            </span>
          </h1>
          <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-ink-2">
            <span className="[overflow-wrap:anywhere]">{seam.contract === "" ? "no contract named" : `contract ${seam.contract}`}</span>
            {seam.inferred ? <InferredMark /> : <span className="text-ink-3">declared by its agents</span>}
          </p>
          {cited}
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <CopyButton text="" link={shortPath("s", seam.id)} label="Copy the short address of this seam" words="Copy link" />
          <CopyEvidence kind="seam" id={seam.id} label="Copy this seam as Markdown" words="Copy as Markdown" />
          <CiteButton kind="seam" id={seam.id} />
          <Live renderedAtMs={nowMs} topic={{ seam: seam.id }} />
          <TimeRangePicker range={range} path={path} search={search} />
        </div>
      </div>
      <dl className="panel grid grid-cols-2 sm:grid-cols-3 lg:grid-cols-6">
        <Fact label="Handoffs" value={formatCount(seam.handoffs)} was={said(before, (was) => formatCount(was.handoffs))} />
        <Fact label="Failure rate" value={formatRate(seam.failureRate)} note={seam.failureRate === null ? "no traffic" : rateWords(seam)} was={said(before, (was) => formatRate(was.failed / was.handoffs))} alarming={seam.failed > 0} />
        <Fact label="Silent" value={formatCount(seam.silent)} note="failed, not stopped" was={said(before, (was) => formatCount(was.silent))} alarming={seam.silent > 0} />
        <Fact label="Lost" value={formatCount(seam.lost)} note="sent, never received" was={said(before, (was) => formatCount(was.lost))} alarming={seam.lost > 0} />
        <Fact label="p50" value={formatDuration(seam.p50Ms)} note="sent until received" was={said(before, (was) => formatDuration(was.p50Ms))} />
        <Fact label="p95" value={formatDuration(seam.p95Ms)} note={countOf(seam.versions.length, "version pair")} was={said(before, (was) => formatDuration(was.p95Ms))} />
      </dl>
    </header>
  );
}

/** A number of the window before; without traffic in it there is nothing to compare with. */
function said(before: SeamWindowTotals | undefined, words: (was: SeamWindowTotals) => string): string {
  return before === undefined || before.handoffs === 0 ? "" : words(before);
}

function Fact({ label, value, note = "", was, alarming = false }: { label: string; value: string; note?: string; was: string; alarming?: boolean }) {
  return (
    <div className="px-4 py-2.5">
      <dt className="text-xs text-ink-2">{label}</dt>
      <dd className="flex flex-wrap items-baseline gap-x-2">
        <span className={`text-lg font-semibold tracking-tight tabular-nums ${alarming ? "text-accent" : ""}`}>{value}</span>
        {was === "" ? null : (
          <span className="text-xs whitespace-nowrap text-ink-3 tabular-nums" title="In the window of the same length before this one">
            was {was}
          </span>
        )}
      </dd>
      <dd className="text-xs text-ink-3">{note}</dd>
    </div>
  );
}
