import Link from "next/link";
import type { FiringSummary } from "@/lib/model/alert-view.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { firingPath, handoffPath } from "@/lib/text/paths.ts";
import { FindingGlyph } from "../handoff/glyph.tsx";
import { Instant } from "../ui/instant.tsx";
import { TableHead } from "../ui/table-head.tsx";
import { SeverityMark, StateMark } from "./alert-marks.tsx";
import { AlertSubject } from "./alert-subject.tsx";
import { MeasuredValue } from "./measured-value.tsx";
import { SuppressedMark } from "./suppressed-mark.tsx";

/** Firings, one a row; `withSeam` is false where all are of the same seam. */
export function FiringsTable({ firings, nowMs, withSeam = true }: { firings: readonly FiringSummary[]; nowMs: number; withSeam?: boolean }) {
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Firings">
      <table className="w-full text-sm">
        <TableHead titles={["State", "Rule", ...(withSeam ? ["Seam"] : []), "Mostly", "Measured", "Fired at", "For", "Sample"]} />
        <tbody>
          {firings.map((firing) => (
            <tr key={firing.id} className="border-t border-line align-top first:border-t-0" data-firing={firing.id}>
              <td className="py-(--cell-y) pr-3 pl-4">
                <span className="grid gap-0.5">
                  <StateMark state={firing.resolvedAt === null ? "firing" : "ok"} />
                  {firing.told ? null : <SuppressedMark by={firing.suppressedBy[0] ?? ""} />}
                </span>
              </td>
              <th scope="row" className="min-w-36 px-3 py-(--cell-y) text-start font-medium [overflow-wrap:anywhere]">
                <Link href={firingPath(firing.id)} prefetch={false} className="text-link">
                  {firing.rule.name}
                </Link>
                <span className="block text-xs font-normal text-ink-2">
                  <SeverityMark severity={firing.rule.severity} />
                </span>
              </th>
              {withSeam ? (
                <td className="px-3 py-(--cell-y)">
                  <AlertSubject seam={firing.seam} detail={firing.detail} />
                </td>
              ) : null}
              <td className="px-3 py-(--cell-y) whitespace-nowrap">
                {firing.class === null ? <span className="text-ink-3">–</span> : (
                  <span className="inline-flex items-center gap-1.5">
                    <FindingGlyph of={firing.class} /> {FINDING_WORDS[firing.class].label}
                  </span>
                )}
              </td>
              <td className="px-3 py-(--cell-y)">
                <MeasuredValue {...firing} metric={firing.rule.metric} />
              </td>
              <td className="px-3 py-(--cell-y)">
                <Instant at={firing.openedAt} precision="s" />
              </td>
              <td className="px-3 py-(--cell-y) whitespace-nowrap tabular-nums">{formatDuration((firing.resolvedAt === null ? nowMs : Date.parse(firing.resolvedAt)) - Date.parse(firing.openedAt))}</td>
              <td className="max-w-32 truncate py-(--cell-y) pr-4 pl-3 font-mono text-xs">
                {firing.sample === "" ? <span className="text-ink-3">–</span> : (
                  <Link href={handoffPath(firing.sample)} prefetch={false} title={firing.sample} className="text-link">
                    {firing.sample}
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
