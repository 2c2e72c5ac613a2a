import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Handoff } from "@/lib/model/handoff.ts";
import { shortPath } from "@/lib/text/paths.ts";
import { verdictSentence } from "@/lib/text/verdict-sentence.ts";
import { VERDICT_WORDS } from "@/lib/text/verdict-words.ts";
import { KeepButtons } from "../pin/keep-buttons.tsx";
import { CiteButton } from "../ticket/cite-button.tsx";
import { CopyEvidence } from "../ticket/copy-evidence.tsx";
import { Live } from "../shell/live/live.tsx";
import { CopyId } from "../ui/copy-id.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { HandoffKeys } from "./handoff-keys.tsx";
import { VerdictGlyph } from "./glyph.tsx";

/** A handoff with evidence in more traces is still told of by its id. */
const TOLD_OF_MAX = 20;

/** The verdict in one sentence, and ways to take it elsewhere; `cited` says which tickets cite it. */
export function HandoffHead({ handoff, nowMs, cited }: { handoff: Handoff; nowMs: number; cited: ReactNode }) {
  const { id, traceIds, verdict, failed, silent, candidate } = handoff;
  const sentence = verdictSentence(handoff);
  const link = shortPath("h", id);
  return (
    <header className={clsx("panel mb-4 border-l-4 px-5 py-4", failed ? "border-l-accent" : "border-l-control")}>
      <div className="mb-1.5 flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className={clsx("flex items-center gap-1.5 font-semibold", failed && "text-accent")} title={VERDICT_WORDS[verdict].meaning}>
          <VerdictGlyph of={verdict} />
          <span>
            {VERDICT_WORDS[verdict].label}
            {failed ? <span className="font-normal">, failed {silent ? "silently" : "and caught"}</span> : null}
          </span>
        </p>
        {candidate ? <p className="rounded-sm border border-dashed border-control px-1.5 text-xs">a guess: below 0.5 and not counted</p> : null}
        <div className="ml-auto flex flex-wrap gap-2">
          <Live renderedAtMs={nowMs} topic={{ handoff: id, traces: traceIds.slice(0, TOLD_OF_MAX) }} />
          <CopyButton text="" link={link} label="Copy the short address of this handoff" words="Copy link" />
          <CopyEvidence kind="handoff" id={id} label="Copy this handoff as Markdown" words="Copy as Markdown" />
          <CiteButton kind="handoff" id={id} />
          <KeepButtons kind="handoff" id={id} />
          <a href={`/api/v1/handoffs/${encodeURIComponent(id)}`} className="flex h-7 items-center rounded border border-control px-2 text-xs text-ink-2 hover:text-ink">
            Open as JSON
          </a>
        </div>
      </div>
      <h1 className="max-w-[92ch] text-lg leading-snug font-semibold tracking-tight text-pretty [overflow-wrap:anywhere]">{sentence}</h1>
      <p className="mt-1 flex flex-wrap gap-x-3 text-ink-3">
        <CopyId id={id} label="the handoff's id" />
        <HandoffKeys id={id} />
      </p>
      {cited}
    </header>
  );
}
