"use client";

import { Check, ClipboardList, X } from "lucide-react";
import { useRef, useState } from "react";
import { evidencePath } from "@/lib/text/paths.ts";
import { copyText } from "../ui/copy-text.ts";

interface CopyEvidenceProps {
  /** handoff, trace, seam, workflow, firing or ticket. */
  kind: string;
  id: string;
  words: string;
  label: string;
  autoFocus?: boolean;
}

type State = "idle" | "reading" | "copied" | { refused: string };
const SHOWN_MS = 2500;

/** Copies the evidence about a thing, or about all that a ticket cites, as Markdown to paste into a ticket. It is read as soon as the button is pointed at. */
export function CopyEvidence({ kind, id, words, label, autoFocus = false }: CopyEvidenceProps) {
  const [state, setState] = useState<State>("idle");
  const reading = useRef<Promise<string>>(undefined);
  const read = (): Promise<string> => {
    reading.current ??= readMarkdown(kind, id);
    reading.current.catch(() => (reading.current = undefined));
    return reading.current;
  };
  const copy = async (): Promise<void> => {
    setState("reading");
    try {
      const done = await copyText(await read());
      setState(done ? "copied" : { refused: "The browser refused" });
    } catch (error) {
      setState({ refused: error instanceof Error ? error.message : String(error) });
    }
    reading.current = undefined;
    setTimeout(() => setState("idle"), SHOWN_MS);
  };
  const Icon = state === "copied" ? Check : typeof state === "object" ? X : ClipboardList;
  return (
    <button
      type="button"
      autoFocus={autoFocus}
      aria-label={label}
      onPointerEnter={() => void read().catch(() => undefined)}
      onFocus={() => void read().catch(() => undefined)}
      onClick={() => void copy()}
      className="flex h-7 items-center gap-1.5 rounded border border-control bg-surface px-2 text-xs whitespace-nowrap text-ink-2 hover:text-ink print:hidden"
    >
      <Icon className="size-3" aria-hidden="true" />
      <span role="status">{typeof state === "object" ? state.refused : state === "copied" ? "Copied" : words}</span>
    </button>
  );
}

async function readMarkdown(kind: string, id: string): Promise<string> {
  const response = await fetch(evidencePath(kind, id));
  if (!response.ok) throw new Error(response.status === 404 ? "It is not stored any more" : `The answer was ${response.status}`);
  return response.text();
}
