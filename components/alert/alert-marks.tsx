import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { AlertState } from "@/lib/model/alert-firing.ts";
import type { AlertSeverity } from "@/lib/model/alert-rule.ts";
import { SEVERITY_WORDS, STATE_WORDS } from "@/lib/text/alert-words.ts";

const SEVERITY_SHAPES: Record<AlertSeverity, ReactNode> = {
  critical: <path d="M8 1.8l6.2 6.2L8 14.2L1.8 8z" fill="currentColor" />,
  warning: <path d="M8 2.5l6 11H2zM8 6.5v3M8 11.6v.1" />,
  info: <path d="M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M8 7.2v3.6M8 5v.1" />,
};

const STATE_SHAPES: Record<AlertState, ReactNode> = {
  firing: <path d="M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11" fill="currentColor" />,
  pending: (
    <>
      <path d="M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11" />
      <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" />
    </>
  ),
  no_data: <path d="M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11" strokeDasharray="1.8 1.8" />,
  ok: <path d="M3 8.5l3.5 3.5L13 4.5" />,
};

/** How severe an alert is, by shape and word. */
export function SeverityMark({ severity }: { severity: AlertSeverity }) {
  return <Mark shape={SEVERITY_SHAPES[severity]} words={SEVERITY_WORDS[severity]} />;
}

/** Where an instance stands, by shape and word; the accent is for what fires. */
export function StateMark({ state }: { state: AlertState }) {
  return <Mark shape={STATE_SHAPES[state]} words={STATE_WORDS[state]} className={state === "firing" ? "font-medium text-accent" : ""} />;
}

function Mark({ shape, words, className }: { shape: ReactNode; words: string; className?: string }) {
  return (
    <span className={clsx("inline-flex items-center gap-1.5 whitespace-nowrap", className)}>
      <svg viewBox="0 0 16 16" className="size-3.5 shrink-0" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" strokeLinecap="round" aria-hidden="true">
        {shape}
      </svg>
      {words}
    </span>
  );
}
