"use client";

import { useEffect, useState } from "react";
import type { RulePreview } from "@/lib/model/alert-preview.ts";
import { fieldIn, sendJson } from "../ui/send-json.ts";

/** What the server says of a draft: on its way, there, or why there is none. */
export type PreviewState = { kind: "asking" | "nothing" } | { kind: "there"; preview: RulePreview; stale: boolean } | { kind: "refused"; message: string };

/** People type; the database is asked when they pause. */
const PAUSE_MS = 500;

const isPreview = (answer: unknown): answer is RulePreview => Array.isArray(fieldIn(answer, "series")) && Array.isArray(fieldIn(answer, "firings"));

/** Has a draft replayed over the time before now, again whenever it changes; an answer that comes too late is dropped. */
export function usePreview(draft: Record<string, unknown> | undefined, lengthMs: number): PreviewState {
  const [state, setState] = useState<PreviewState>({ kind: "nothing" });
  const asked = draft === undefined ? undefined : JSON.stringify({ ...draft, name: draft["name"] === "" ? "draft" : draft["name"], channels: [] });
  useEffect(() => {
    if (asked === undefined) return undefined;
    const leaving = new AbortController();
    const ask = async (): Promise<void> => {
      setState((before) => (before.kind === "there" ? { ...before, stale: true } : { kind: "asking" }));
      const now = Date.now();
      const rule: unknown = JSON.parse(asked);
      const sent = await sendJson("POST", "/alert-rules/preview", { rule, from: new Date(now - lengthMs).toISOString(), to: new Date(now).toISOString() }, leaving.signal);
      if (leaving.signal.aborted) return;
      if (!sent.ok) setState({ kind: "refused", message: sent.message.replace(/^rule\./, "") });
      else if (isPreview(sent.answer)) setState({ kind: "there", preview: sent.answer, stale: false });
    };
    const timer = setTimeout(() => void ask(), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [asked, lengthMs]);
  return asked === undefined ? { kind: "nothing" } : state;
}
