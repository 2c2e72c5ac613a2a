"use client";

import Link from "next/link";
import { clsx } from "clsx";
import type { HandoffDifference } from "@/lib/model/run-comparison.ts";
import type { HandoffSummary } from "@/lib/model/handoff.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { handoffPath } from "@/lib/text/paths.ts";
import { VerdictMark } from "../handoff/marks.tsx";
import { useUrlState } from "../shell/use-url-state.ts";
import { Section } from "../ui/section.tsx";
import { TableHead } from "../ui/table-head.tsx";
import { ChangeMark } from "./change-mark.tsx";
import { DifferenceList } from "./difference-list.tsx";

const TITLES = ["Change", "Handoff", "In A", "In B", "What differs"] as const;
const ROWS_MAX = 500;

/** Handoffs of both runs side by side, in order; those that are alike can be left out. */
export function ComparedHandoffs({ handoffs }: { handoffs: readonly HandoffDifference[] }) {
  const { search, change } = useUrlState();
  const onlyDifferent = search.get("show") !== "all";
  const rows = handoffs.map((handoff, index) => ({ handoff, index })).filter(({ handoff }) => !onlyDifferent || handoff.change !== "same");
  const different = handoffs.filter((handoff) => handoff.change !== "same").length;
  return (
    <Section title="Handoffs" aside={`${formatCount(different)} of ${countOf(handoffs.length, "handoff")} differ`}>
      <label className="flex items-center gap-1.5 px-4 pb-2 text-xs print:hidden">
        <input type="checkbox" checked={onlyDifferent} onChange={(event) => change({ show: event.currentTarget.checked ? undefined : "all" }, "push")} className="size-3.5 accent-ink" />
        Only what differs
      </label>
      {rows.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2">{handoffs.length === 0 ? "Neither run has a handoff." : "Nothing differs."}</p>
      ) : (
        <div className="max-h-[36rem] overflow-auto" role="region" aria-label="Handoffs of both runs" tabIndex={0}>
          <table className="w-full min-w-3xl">
            <TableHead titles={TITLES} />
            <tbody>
              {rows.slice(0, ROWS_MAX).map(({ handoff, index }) => (
                <Row key={index} handoff={handoff} id={`handoff-${index}`} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.length > ROWS_MAX ? <p className="px-4 py-2 text-xs text-ink-2">{formatCount(ROWS_MAX)} of {countOf(rows.length, "row")}; the JSON has all.</p> : null}
    </Section>
  );
}

function Row({ handoff, id }: { handoff: HandoffDifference; id: string }) {
  const { source, target, contract, direction, place, change, a, b, differences } = handoff;
  return (
    <tr id={id} className={clsx("align-top target:bg-sunk", change === "same" && "text-ink-2")}>
      <td className="border-b border-line py-(--cell-y) pr-3 pl-4">
        <ChangeMark change={change} />
      </td>
      <td className="border-b border-line px-3 py-(--cell-y) [overflow-wrap:anywhere]">
        {source} → {target}
        <span className="block text-2xs text-ink-3">{[contract, direction === "return" ? "back" : "", place > 1 ? `number ${place}` : ""].filter((word) => word !== "").join(", ")}</span>
      </td>
      <Side handoff={a} />
      <Side handoff={b} />
      <td className="border-b border-line py-(--cell-y) pr-4 pl-3 text-xs [overflow-wrap:anywhere]">
        <DifferenceList differences={differences} />
      </td>
    </tr>
  );
}

function Side({ handoff }: { handoff: HandoffSummary | null }) {
  return (
    <td className="border-b border-line px-3 py-(--cell-y) whitespace-nowrap">
      {handoff === null ? (
        <span className="text-ink-3">not there</span>
      ) : (
        <>
          <Link href={handoffPath(handoff.id)} prefetch={false} className="hover:underline">
            <VerdictMark verdict={handoff.verdict} failed={handoff.failed} />
          </Link>
          <span className="block text-2xs text-ink-3 tabular-nums">{formatDuration(handoff.latency.totalMs)} on the way</span>
        </>
      )}
    </td>
  );
}
