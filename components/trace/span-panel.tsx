"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useEffect, useState } from "react";
import type { SpanDetail } from "@/lib/model/trace.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { formatInstant } from "@/lib/text/instant.ts";
import { handoffPath, spanDetailPath, tracePath } from "@/lib/text/paths.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { AttributeList } from "./attribute-list.tsx";

interface SpanPanelProps {
  traceId: string;
  spanId: string;
  handoffIds: string[];
  onClose: () => void;
}

type Answer = { kind: "loading" } | { kind: "span"; span: SpanDetail } | { kind: "failure"; message: string };

/** Everything one span came with; it scrolls by itself, so that the waterfall stays where it is. */
export function SpanPanel({ traceId, spanId, handoffIds, onClose }: SpanPanelProps) {
  const answer = useSpan(traceId, spanId);
  return (
    <aside
      aria-label="Span"
      className="border-line bg-surface max-xl:fixed max-xl:inset-x-0 max-xl:bottom-0 max-xl:z-40 max-xl:max-h-[65vh] max-xl:overflow-auto max-xl:border-t-2 max-xl:border-ink max-xl:shadow-lg xl:max-h-[calc(70vh+45px)] xl:w-md xl:overflow-auto xl:border-t xl:border-l"
    >
      <div className="sticky top-0 flex items-center gap-2 border-b border-line bg-surface px-4 py-2">
        <h3 className="mr-auto font-semibold">Span</h3>
        <CopyButton text="" link={tracePath(traceId, spanId)} label="Copy a link to this span" words="Copy link" />
        <button type="button" onClick={onClose} aria-label="Close the span" title="Close (Esc)" className="grid size-7 place-items-center rounded hover:bg-sunk">
          <X className="size-4" aria-hidden="true" />
        </button>
      </div>
      <div className="p-4" aria-busy={answer.kind === "loading"}>
        {answer.kind === "loading" ? <p className="text-ink-3">Reading span {spanId} …</p> : null}
        {answer.kind === "failure" ? <p role="alert">{answer.message}</p> : null}
        {answer.kind === "span" ? <SpanFacts span={answer.span} handoffIds={handoffIds} /> : null}
      </div>
    </aside>
  );
}

function useSpan(traceId: string, spanId: string): Answer {
  const [answer, setAnswer] = useState<Answer>({ kind: "loading" });
  useEffect(() => {
    const leaving = new AbortController();
    const read = async (): Promise<void> => {
      const response = await fetch(spanDetailPath(traceId, spanId), { signal: leaving.signal });
      if (!response.ok) throw new Error(response.status === 404 ? `Span ${spanId} is not stored.` : `The server answered ${response.status}.`);
      const span: SpanDetail = await response.json();
      setAnswer({ kind: "span", span });
    };
    read().catch((error: unknown) => {
      if (!leaving.signal.aborted) setAnswer({ kind: "failure", message: `This span cannot be shown: ${error instanceof Error ? error.message : String(error)}` });
    });
    return () => leaving.abort();
  }, [traceId, spanId]);
  return answer;
}

function SpanFacts({ span, handoffIds }: { span: SpanDetail; handoffIds: string[] }) {
  const failed = span.statusCode === "error";
  return (
    <>
      <p className="text-base font-semibold [overflow-wrap:anywhere]">{span.name}</p>
      <p className="text-ink-2">
        {span.service === "" ? "service not named" : span.service}, {span.kind}, {formatDuration(span.durationMs)}
      </p>
      <p className="text-xs text-ink-3">{formatInstant(span.startedAt)}</p>
      {span.statusCode === "unset" ? null : (
        <p className={failed ? "mt-2 text-accent" : "mt-2"}>
          {failed ? "✕ status error" : "✓ status ok"}
          {span.statusMessage === "" ? "" : `: ${span.statusMessage}`}
        </p>
      )}
      {handoffIds.length === 0 ? null : (
        <p className="mt-2">
          Evidence of{" "}
          {handoffIds.map((id) => (
            <Link key={id} href={handoffPath(id)} className="text-link mr-2 font-mono text-xs [overflow-wrap:anywhere]">
              {id}
            </Link>
          ))}
        </p>
      )}
      <AttributeList title="Attributes" attributes={span.attributes} />
      {span.events.map((event, index) => (
        <AttributeList key={index} title={`Event ${event.name}`} note={formatInstant(event.at)} attributes={event.attributes} />
      ))}
      {span.links.map((link, index) => (
        <div key={index}>
          <AttributeList title="Link" attributes={link.attributes} />
          <Link href={tracePath(link.traceId, link.spanId)} className="text-link font-mono text-xs">
            {link.traceId}
          </Link>
        </div>
      ))}
      <AttributeList title="Resource" attributes={span.resource} />
      <AttributeList title="Ids" attributes={{ trace: span.traceId, span: span.spanId, ...(span.parentSpanId === "" ? {} : { parent: span.parentSpanId }), ...(span.scope === "" ? {} : { scope: span.scope }) }} />
    </>
  );
}
