"use client";

import { useEffect, useState } from "react";
import type { SpanDetail } from "@/lib/model/trace.ts";
import { spansPath } from "@/lib/text/paths.ts";

/** A span as far as it was read. */
export type SpanAnswer = { kind: "loading" } | { kind: "span"; span: SpanDetail } | { kind: "failure"; message: string };

/** Everything one span came with, and how to ask again when that failed. */
export function useSpanDetail(traceId: string, spanId: string): { answer: SpanAnswer; retry: () => Promise<void> } {
  const [answer, setAnswer] = useState<SpanAnswer>({ kind: "loading" });
  useEffect(() => {
    const leaving = new AbortController();
    const read = async (): Promise<void> => {
      const found = await readSpan(traceId, spanId, leaving.signal);
      if (!leaving.signal.aborted) setAnswer(found);
    };
    void read();
    return () => leaving.abort();
  }, [traceId, spanId]);
  const retry = async (): Promise<void> => {
    setAnswer({ kind: "loading" });
    setAnswer(await readSpan(traceId, spanId));
  };
  return { answer, retry };
}

async function readSpan(traceId: string, spanId: string, signal?: AbortSignal): Promise<SpanAnswer> {
  try {
    const response = await fetch(spansPath(traceId, spanId), signal === undefined ? {} : { signal });
    if (response.status === 400) throw new Error(`“${spanId}” is no span id: expected 16 hexadecimal digits.`);
    if (!response.ok) throw new Error(response.status === 404 ? `Span ${spanId} is not stored.` : `The server answered ${response.status}.`);
    const span: SpanDetail = await response.json();
    return { kind: "span", span };
  } catch (error) {
    return { kind: "failure", message: `This span cannot be shown: ${error instanceof Error ? error.message : String(error)}` };
  }
}
