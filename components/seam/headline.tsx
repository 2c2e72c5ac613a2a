import type { ReactNode } from "react";
import type { SeamSummary } from "@/lib/model/seam.ts";
import { formatCount, formatRate } from "@/lib/text/count.ts";

/** The numbers of the window over all seams, each with what it counts. */
export function Headline({ seams }: { seams: readonly SeamSummary[] }) {
  const handoffs = sum(seams, "handoffs");
  const failed = sum(seams, "failed");
  const silent = sum(seams, "silent");
  const lost = sum(seams, "lost");
  const failing = seams.filter((seam) => seam.failed > 0).length;
  return (
    <dl className="panel mb-4 grid grid-cols-2 divide-line max-lg:gap-px max-lg:overflow-hidden max-lg:bg-line sm:grid-cols-4 lg:divide-x">
      <Number label="Handoffs" value={formatCount(handoffs)} note={`over ${formatCount(seams.length)} ${seams.length === 1 ? "seam" : "seams"}`} />
      <Number
        label="Failure rate"
        value={formatRate(handoffs === 0 ? null : failed / handoffs)}
        alarming={failed > 0}
        note={`${formatCount(failed)} of ${formatCount(handoffs)}, on ${formatCount(failing)} of ${formatCount(seams.length)} seams`}
      />
      <Number label="Silent" value={formatCount(silent)} alarming={silent > 0} note={silentWords(failed, silent)} />
      <Number label="Lost" value={formatCount(lost)} alarming={lost > 0} note={lost === 0 ? "every send was received" : "sent, and never received"} />
    </dl>
  );
}

function Number({ label, value, note, alarming = false }: { label: string; value: string; note: ReactNode; alarming?: boolean }) {
  return (
    <div className="flex flex-col bg-surface px-4 py-3 first:rounded-l-[5px] last:rounded-r-[5px]">
      <dt className="text-xs text-ink-2">{label}</dt>
      <dd className={`text-xl font-semibold tracking-tight tabular-nums ${alarming ? "text-accent" : ""}`}>{value}</dd>
      <dd className="text-xs text-ink-3">{note}</dd>
    </div>
  );
}

function sum(seams: readonly SeamSummary[], count: "handoffs" | "failed" | "silent" | "lost"): number {
  return seams.reduce((total, seam) => total + seam[count], 0);
}

function silentWords(failed: number, silent: number): string {
  if (silent > 0) return "failed, and nothing stopped it";
  return failed > 0 ? "every failure was caught" : "nothing failed";
}
