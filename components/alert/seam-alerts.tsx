import Link from "next/link";
import type { AlertNow, FiringSummary } from "@/lib/model/alert-view.ts";
import type { AlertRule } from "@/lib/model/alert-rule.ts";
import { conditionWords } from "@/lib/text/alert-words.ts";
import { countOf } from "@/lib/text/count.ts";
import { firingPath, rulePath, withParams } from "@/lib/text/paths.ts";
import { Section } from "../ui/section.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import { SeverityMark, StateMark } from "./alert-marks.tsx";
import { MeasuredValue } from "./measured-value.tsx";
import { SuppressedMark } from "./suppressed-mark.tsx";

interface SeamAlertsProps {
  seam: { id: string; source: string; target: string };
  alerts: readonly AlertNow[];
  rules: readonly AlertRule[];
  firings: readonly FiringSummary[];
  firingsInAll: number;
  nowMs: number;
}

/** What fires on a seam, which rules watch it, and what fired before. */
export function SeamAlerts({ seam, alerts, rules, firings, firingsInAll, nowMs }: SeamAlertsProps) {
  return (
    <Section id="alerts" title="Alerts" aside={<Link href={withParams("/alerts/rules/new", "", { seam: seam.id, name: `${seam.source} to ${seam.target} fails`.slice(0, 120) })} className="text-link">Alert me on this</Link>}>
      <div className="grid gap-3 px-4 pb-4">
        {alerts.length === 0 ? <p className="text-ink-2">Nothing fires on it, and nothing is about to.</p> : (
          <ul className="grid gap-2">
            {alerts.map((alert) => (
              <li key={`${alert.rule.id} ${alert.detail}`} className="grid gap-0.5">
                <span className="flex flex-wrap items-center gap-x-3">
                  <StateMark state={alert.state} />
                  <Link href={alert.firingId === "" ? rulePath(alert.rule.name) : firingPath(alert.firingId)} className="text-link font-medium">
                    {alert.rule.name}
                  </Link>
                  <SeverityMark severity={alert.rule.severity} />
                  <span className="text-xs text-ink-3">
                    since <TimeAgo at={alert.since} nowMs={nowMs} />
                  </span>
                  <SuppressedMark by={alert.suppressedBy} />
                </span>
                <MeasuredValue {...alert} metric={alert.rule.metric} />
              </li>
            ))}
          </ul>
        )}
        <details>
          <summary className="text-ink-2">{countOf(rules.length, "rule")} watch it</summary>
          <ul className="mt-1 grid gap-1 text-xs">
            {rules.map((rule) => (
              <li key={rule.id} className="[overflow-wrap:anywhere]">
                <Link href={rulePath(rule.name)} prefetch={false} className="text-link">
                  {rule.name}
                </Link>
                <span className="text-ink-3">: {conditionWords(rule)}</span>
              </li>
            ))}
          </ul>
        </details>
        {firings.length === 0 ? null : (
          <div>
            <h3 className="column-head pb-1">Fired before</h3>
            <ul className="grid gap-1 text-xs">
              {firings.map((firing) => (
                <li key={firing.id} className="flex flex-wrap gap-x-2">
                  <Link href={firingPath(firing.id)} prefetch={false} className="text-link">
                    {firing.rule.name}
                  </Link>
                  <span className="text-ink-3">
                    <TimeAgo at={firing.openedAt} nowMs={nowMs} />
                  </span>
                </li>
              ))}
            </ul>
            {firingsInAll > firings.length ? (
              <Link href={withParams("/alerts/history", "", { seam: seam.id })} prefetch={false} className="text-link text-xs">
                all {countOf(firingsInAll, "firing")}
              </Link>
            ) : null}
          </div>
        )}
      </div>
    </Section>
  );
}
