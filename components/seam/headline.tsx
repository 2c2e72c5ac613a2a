import type { ReactNode } from "react";
import type { WindowTotals } from "@/lib/model/comparison.ts";
import type { SeamSummary } from "@/lib/model/seam.ts";
import { countOf, formatCount, formatRate } from "@/lib/text/count.ts";

type Counted = Pick<SeamSummary, "handoffs" | "failed" | "silent" | "lost">;

interface HeadlineProps {
  seams: readonly Counted[];
  /** The window before; undefined while it is being read, null where there is none to compare with. */
  before: WindowTotals | null | undefined;
}

/** The numbers of the window over all seams, each with what it counts and what it was in the window before. */
export function Headline({ seams, before }: HeadlineProps) {
  const handoffs = sum(seams, "handoffs");
  const failed = sum(seams, "failed");
  const silent = sum(seams, "silent");
  const lost = sum(seams, "lost");
  const failing = seams.filter((seam) => seam.failed > 0).length;
  const was = before === null || before === undefined || before.handoffs === 0 ? undefined : before;
  return (
    <dl className="panel mb-4 grid grid-cols-2 divide-line max-lg:gap-px max-lg:overflow-hidden max-lg:bg-line sm:grid-cols-4 lg:divide-x">
      <Number label="Handoffs" value={formatCount(handoffs)} note={`over ${countOf(seams.length, "seam")}`} before={before} was={was && { now: handoffs, last: was.handoffs, words: formatCount(was.handoffs) }} />
      <Number
        label="Failure rate"
        value={formatRate(handoffs === 0 ? null : failed / handoffs)}
        alarming={failed > 0}
        note={`${formatCount(failed)} of ${formatCount(handoffs)}, on ${formatCount(failing)} of ${countOf(seams.length, "seam")}`}
        before={before}
        was={was && { now: rate(failed, handoffs), last: rate(was.failed, was.handoffs), words: `${formatRate(rate(was.failed, was.handoffs))} of ${formatCount(was.handoffs)}` }}
      />
      <Number
        label="Silent rate"
        value={formatRate(handoffs === 0 ? null : silent / handoffs)}
        alarming={silent > 0}
        note={silent > 0 ? `${formatCount(silent)} failed, and nothing stopped it` : silentWords(failed)}
        before={before}
        was={was && { now: rate(silent, handoffs), last: rate(was.silent, was.handoffs), words: `${formatRate(rate(was.silent, was.handoffs))} of ${formatCount(was.handoffs)}` }}
      />
      <Number
        label="Lost"
        value={formatCount(lost)}
        alarming={lost > 0}
        note={lost === 0 ? "every send was received" : "sent, and never received"}
        before={before}
        was={was && { now: lost, last: was.lost, words: formatCount(was.lost) }}
      />
    </dl>
  );
}

const rate = (part: number, of: number): number => (of === 0 ? 0 : part / of);

interface NumberProps {
  label: string;
  value: string;
  note: ReactNode;
  alarming?: boolean;
  before: WindowTotals | null | undefined;
  was: { now: number; last: number; words: string } | undefined;
}

function Number({ label, value, note, alarming = false, before, was }: NumberProps) {
  return (
    <div className="flex flex-col bg-surface px-4 py-3 first:rounded-l-[5px] last:rounded-r-[5px]">
      <dt className="text-xs text-ink-2">{label}</dt>
      <dd className={`text-xl font-semibold tracking-tight tabular-nums ${alarming ? "text-accent" : ""}`}>{value}</dd>
      <dd className="text-xs text-ink-3">{note}</dd>
      {before === null ? null : <dd className="min-h-4.5 text-xs text-ink-3 tabular-nums">{before === undefined ? "" : was === undefined ? "none in the window before" : <Before {...was} />}</dd>}
    </div>
  );
}

/** An arrow in words and as a shape: more or less than before is no judgement, so it has no colour. */
function Before({ now, last, words }: { now: number; last: number; words: string }) {
  const [arrow, direction] = now > last ? ["▲", "up"] : now < last ? ["▼", "down"] : ["=", "unchanged"];
  return (
    <>
      <span aria-hidden="true">{arrow} </span>
      {direction === "unchanged" ? "unchanged at" : `${direction} from`} {words}
    </>
  );
}

function sum(seams: readonly Counted[], count: keyof Counted): number {
  return seams.reduce((total, seam) => total + seam[count], 0);
}

function silentWords(failed: number): string {
  return failed > 0 ? "every failure was caught" : "nothing failed";
}
