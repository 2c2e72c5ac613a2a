"use client";

import { useEffect, useState } from "react";
import type { RulePreview } from "@/lib/model/alert-preview.ts";
import { fieldIn, sendJson } from "./send-json.ts";

/** What the server says of a draft: on its way, there, or why there is none. */
export type PreviewState = { kind: "asking" | "nothing" } | { kind: "there"; preview: RulePreview; stale: boolean } | { kind: "refused"; field: string; message: string };

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
    const timer = setTimeout(() => {
      setState((before) => (before.kind === "there" ? { ...before, stale: true } : { kind: "asking" }));
      const now = Date.now();
      const rule: unknown = JSON.parse(asked);
      const body = { rule, from: new Date(now - lengthMs).toISOString(), to: new Date(now).toISOString() };
      sendJson("POST", "/alert-rules/preview", body, leaving.signal).then(
        (sent) => {
          if (!sent.ok) setState({ kind: "refused", field: sent.field.replace(/^rule\./, ""), message: sent.message });
          else if (isPreview(sent.answer)) setState({ kind: "there", preview: sent.answer, stale: false });
        },
        () => setState((before) => before),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [asked, lengthMs]);
  return asked === undefined ? { kind: "nothing" } : state;
}
