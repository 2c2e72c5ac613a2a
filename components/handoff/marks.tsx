import { clsx } from "clsx";
import type { Finding } from "@/lib/model/handoff.ts";
import type { Verdict } from "@/lib/model/vocabulary.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { VERDICT_WORDS } from "@/lib/text/verdict-words.ts";
import { FindingGlyph, VerdictGlyph } from "./glyph.tsx";

/** A verdict by shape and word; in the accent when the handoff failed. */
export function VerdictMark({ verdict, failed }: { verdict: Verdict; failed: boolean }) {
  return (
    <span className={clsx("inline-flex items-center gap-1.5 whitespace-nowrap", failed ? "font-medium text-accent" : "")} title={VERDICT_WORDS[verdict].meaning}>
      <VerdictGlyph of={verdict} />
      {VERDICT_WORDS[verdict].label}
    </span>
  );
}

/** The findings of a handoff by shape and word, one mark a class; warnings are outlined, errors filled. */
export function FindingMarks({ findings }: { findings: readonly Finding[] }) {
  const classes = [...new Map(findings.map((finding) => [finding.class, finding])).values()];
  return (
    <span className="flex flex-wrap gap-1">
      {classes.map(({ class: of, severity }) => (
        <span
          key={of}
          title={findings.filter((finding) => finding.class === of).map((finding) => finding.message).join("\n")}
          className={clsx(
            "inline-flex h-5 items-center gap-1 rounded-sm px-1.5 text-2xs font-medium whitespace-nowrap",
            severity === "error" ? "bg-accent-soft text-accent" : "border border-control text-ink-2",
          )}
        >
          <FindingGlyph of={of} />
          {FINDING_WORDS[of].label}
        </span>
      ))}
    </span>
  );
}
