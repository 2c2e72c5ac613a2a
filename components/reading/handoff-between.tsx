import Link from "next/link";
import { clsx } from "clsx";
import type { ReadingBlock } from "@/lib/model/reading.ts";
import { handoffPath } from "@/lib/text/paths.ts";
import { VerdictMark } from "../handoff/marks.tsx";
import { Instant } from "../ui/instant.tsx";
import { ReadingParts } from "./reading-parts.tsx";

/** A handoff between two runs: from whom to whom, what became of it, and what was handed over. */
export function HandoffBetween({ block }: { block: Extract<ReadingBlock, { kind: "handoff" }> }) {
  const { handoffId, source, target, startedAt, verdict, failed, sent } = block;
  return (
    <section aria-label={`Handoff from ${source} to ${target}`} className={clsx("mb-3 border-y-2 px-4 py-2", failed ? "border-accent" : "border-control")}>
      <div className="flex flex-wrap items-baseline gap-x-3">
        <Link href={handoffPath(handoffId)} prefetch={false} className="text-link min-w-0 leading-6 font-medium [overflow-wrap:anywhere]">
          {source} → {target}
        </Link>
        <VerdictMark verdict={verdict} failed={failed} />
        <span className="ml-auto text-2xs text-ink-3">
          <Instant at={startedAt} precision="time" />
        </span>
      </div>
      {sent.length === 0 ? (
        <p className="text-xs text-ink-3">What was handed over is not told.</p>
      ) : (
        <details className="mt-1">
          <summary className="w-fit text-xs leading-6 text-ink-2 hover:text-ink">What was handed over</summary>
          <div className="mt-1 text-xs">
            <ReadingParts parts={sent} isCode />
          </div>
        </details>
      )}
    </section>
  );
}
