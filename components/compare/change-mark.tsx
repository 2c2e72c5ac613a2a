import { clsx } from "clsx";
import type { RunChange } from "@/lib/model/run-comparison.ts";
import { CHANGE_WORDS } from "@/lib/text/comparison-words.ts";

/** What became of something from A to B, by sign and word. */
export function ChangeMark({ change }: { change: RunChange }) {
  const { sign, word } = CHANGE_WORDS[change];
  return (
    <span className={clsx("inline-flex items-center gap-1.5 whitespace-nowrap", change === "same" ? "text-ink-3" : "font-medium")}>
      <span aria-hidden="true" className={clsx("grid size-4 place-items-center rounded-sm font-mono leading-none", change === "same" ? "" : "border border-control", (change === "added" || change === "changed") && "bg-sunk")}>
        {sign}
      </span>
      {word}
    </span>
  );
}
