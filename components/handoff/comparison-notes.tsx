import type { ReactNode } from "react";
import { countOf } from "@/lib/text/count.ts";
import { differencesIn, type ComparisonSummary } from "@/lib/text/comparison.ts";

const SIDE_WORDS = { sent: "What was sent", received: "What was received" } as const;

/** What has to be said of a comparison as a whole. */
export function ComparisonNotes({ summary }: { summary: ComparisonSummary }) {
  const { kind, isOneSided, same, isComplete, unreadable } = summary;
  return (
    <>
      {unreadable.map((side) => (
        <Note key={side}>{SIDE_WORDS[side]} claims to be JSON and cannot be read as such, so lines are shown.</Note>
      ))}
      {isComplete ? null : <Note>The two have too little in common to be compared line by line: one row holds everything between the first and the last line they do not share.</Note>}
      {isOneSided || differencesIn(summary) > 0 ? null : (
        <Note>
          What was received is what was sent: {kind === "json" ? `${countOf(same, "value")} equal. The two may differ in spacing or in the order of keys.` : `${countOf(same, "line")} equal.`}
        </Note>
      )}
    </>
  );
}

const Note = ({ children }: { children: ReactNode }) => <p className="px-4 pb-2 text-ink-2">{children}</p>;
