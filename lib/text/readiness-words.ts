import type { ReadinessPoint } from "@/lib/model/scorecard.ts";

/** The five questions of an audit in the words of a page, in the order they are asked; `lack` is what a seam lacks that does not answer. */
export const READINESS_WORDS: Readonly<Record<ReadinessPoint, { label: string; lower: string; lack: string; question: string }>> = {
  documented: { label: "Documented", lower: "documented", lack: "documentation", question: "Does a contract say what passes?" },
  versioned: { label: "Versioned", lower: "versioned", lack: "versions", question: "Do both sides say which version?" },
  owned: { label: "Owned", lower: "owned", lack: "owner", question: "Is a team named that answers for it?" },
  instrumented: { label: "Instrumented", lower: "instrumented", lack: "instrumentation", question: "Do both sides report?" },
  failure_path: { label: "Failure path", lower: "failure path", lack: "failure path", question: "Is it said what happens to what fails?" },
};
