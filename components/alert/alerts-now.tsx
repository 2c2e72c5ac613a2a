import Link from "next/link";
import type { AlertNow } from "@/lib/model/alert-view.ts";
import { countOf } from "@/lib/text/count.ts";
import { firingPath, rulePath } from "@/lib/text/paths.ts";
import { FindingGlyph } from "../handoff/glyph.tsx";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { Section } from "../ui/section.tsx";
import { TableHead } from "../ui/table-head.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import { SeverityMark, StateMark } from "./alert-marks.tsx";
import { AlertSubject } from "./alert-subject.tsx";
import { MeasuredValue } from "./measured-value.tsx";
import { SuppressedMark } from "./suppressed-mark.tsx";

const TITLES = ["State", "Rule", "Seam", "Mostly", "Measured", "Since", "Owner"];

/** What does not stand well: what fires, then what is about to, then what cannot be judged; each with what it rests on and who answers for it. On a phone the seam stands below its rule. */
export function AlertsNow({ alerts, nowMs }: { alerts: readonly AlertNow[]; nowMs: number }) {
  const firing = alerts.filter(({ state }) => state === "firing").length;
  return (
    <Section id="now" title={firing === 0 ? "Nothing fires" : `${countOf(firing, "alert")} firing`} aside={alerts.length > firing ? countOf(alerts.length - firing, "other instance is", "other instances are").concat(" pending or without data") : null}>
      {alerts.length === 0 ? <p className="px-4 pb-4 text-ink-2">No rule is above its threshold, and none is about to be.</p> : <AlertTable alerts={alerts} nowMs={nowMs} />}
    </Section>
  );
}

function AlertTable({ alerts, nowMs }: { alerts: readonly AlertNow[]; nowMs: number }) {
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Alerts now">
      <table className="w-full text-sm max-sm:[&_tr>*:nth-child(3)]:hidden">
        <TableHead titles={TITLES} />
        <tbody>
          {alerts.map((alert) => (
            <tr key={`${alert.rule.id} ${alert.seam?.id} ${alert.detail}`} className="border-t border-line align-top first:border-t-0" data-alert={alert.state}>
              <td className="py-(--cell-y) pr-3 pl-4">
                <span className="grid gap-0.5">
                  <StateMark state={alert.state} />
                  <span className="text-xs text-ink-2">
                    <SeverityMark severity={alert.rule.severity} />
                  </span>
                  <SuppressedMark by={alert.suppressedBy} />
                </span>
              </td>
              <th scope="row" className="min-w-36 px-3 py-(--cell-y) text-start font-medium [overflow-wrap:anywhere]">
                <Link href={alert.firingId === "" ? rulePath(alert.rule.name) : firingPath(alert.firingId)} prefetch={false} className="text-link">
                  {alert.rule.name}
                </Link>
                <span className="mt-0.5 block font-normal sm:hidden">
                  <AlertSubject seam={alert.seam} detail={alert.detail} />
                </span>
              </th>
              <td className="px-3 py-(--cell-y)">
                <AlertSubject seam={alert.seam} detail={alert.detail} />
              </td>
              <td className="px-3 py-(--cell-y) whitespace-nowrap">
                {alert.class === null ? <span className="text-ink-3">–</span> : (
                  <span className="inline-flex items-center gap-1.5">
                    <FindingGlyph of={alert.class} /> {FINDING_WORDS[alert.class].label}
                  </span>
                )}
              </td>
              <td className="px-3 py-(--cell-y)">
                <MeasuredValue {...alert} metric={alert.rule.metric} />
              </td>
              <td className="px-3 py-(--cell-y) whitespace-nowrap">
                <TimeAgo at={alert.since} nowMs={nowMs} />
              </td>
              <td className="py-(--cell-y) pr-4 pl-3 [overflow-wrap:anywhere]">{alert.owner === null ? <span className="text-ink-3">nobody yet</span> : alert.owner.team}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
