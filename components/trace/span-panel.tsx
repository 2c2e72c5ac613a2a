"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { tracePath } from "@/lib/text/paths.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { SpanFacts } from "./span-facts.tsx";
import { useSpanDetail } from "./use-span-detail.ts";

interface SpanPanelProps {
  traceId: string;
  spanId: string;
  onClose: () => void;
}

/** Everything one span came with, what links to it and which handoffs it is evidence of. */
export function SpanPanel({ traceId, spanId, onClose }: SpanPanelProps) {
  const { answer, retry } = useSpanDetail(traceId, spanId);
  const [filter, setFilter] = useState("");
  return (
    <>
      <div className="sticky top-0 z-10 border-b border-line bg-surface px-4 py-2">
        <div className="flex flex-wrap items-center gap-2">
          <h3 className="mr-auto font-semibold">Span</h3>
          {answer.kind === "span" ? <CopyButton text={JSON.stringify(answer.span, undefined, 2)} label="Copy this span as JSON" words="Copy JSON" /> : null}
          <CopyButton text="" link={tracePath(traceId, spanId)} label="Copy a link to this span" words="Copy link" />
          <button type="button" onClick={onClose} aria-label="Close the span" title="Close (Esc)" className="grid size-7 place-items-center rounded hover:bg-sunk">
            <X className="size-4" aria-hidden="true" />
          </button>
        </div>
        <input type="search" value={filter} onChange={(event) => setFilter(event.target.value)} aria-label="Search in this span" placeholder="Search in names and values" className="field mt-2 w-full" />
      </div>
      <div className="p-4" aria-busy={answer.kind === "loading"}>
        {answer.kind === "loading" ? <p className="text-ink-3">Reading span {spanId} …</p> : null}
        {answer.kind === "failure" ? (
          <p role="alert" className="[overflow-wrap:anywhere]">
            {answer.message}{" "}
            <button type="button" onClick={() => void retry()} className="text-link">
              Try again
            </button>
          </p>
        ) : null}
        {answer.kind === "span" ? <SpanFacts span={answer.span} filter={filter.trim()} /> : null}
      </div>
    </>
  );
}
