import { AlertRule } from "@/lib/model/alert-rule.ts";
import { ruleIdOf } from "./rule-id.ts";

/** Where shipped rules begin: before anything anybody saved. */
const START_OF_TIME = "1970-01-01T00:00:00.000Z";

type Shipped = Partial<AlertRule> & Pick<AlertRule, "name" | "description" | "metric" | "above" | "severity">;

/** Paces of "The Site Reliability Workbook" (O'Reilly 2018), chapter 5, table 5-8; the short window beside each is a twelfth of the long one. */
const BURN_RATES: readonly Shipped[] = [
  { name: "Error budget burns 14.4 times too fast", description: "At this pace, held for an hour, 2 % of a month's error budget are gone.", metric: "burn_rate", above: 14.4, window: "1h", every: "30s", severity: "critical" },
  { name: "Error budget burns 6 times too fast", description: "At this pace, held for six hours, 5 % of a month's error budget are gone.", metric: "burn_rate", above: 6, window: "6h", every: "1m", severity: "critical" },
  { name: "Error budget burns too fast", description: "At this pace, held for three days, 10 % of a month's error budget are gone.", metric: "burn_rate", above: 1, window: "3d", every: "5m", severity: "warning" },
];

const SHIPPED: readonly Shipped[] = [
  { name: "Failure rate", description: "More than a tenth of a seam's handoffs failed.", metric: "failure_rate", above: 0.1, window: "5m", minVolume: 10, keepFiring: "1m", severity: "critical" },
  { name: "Silent failures", description: "Receivers ran on handoffs that had failed, more than one in fifty.", metric: "silent_rate", above: 0.02, window: "15m", minVolume: 20, keepFiring: "1m", severity: "critical" },
  { name: "Lost handoffs", description: "Handoffs were sent and never received.", metric: "lost", above: 0, window: "15m", severity: "critical" },
  { name: "Overdue gates", description: "Approvals that people were asked for are overdue.", metric: "overdue_gates", above: 0, window: "1h", every: "1m", severity: "warning" },
  { name: "Absence", description: "The seam usually hands off by now, and did not for five times as long.", metric: "absence", above: 5, window: "7d", every: "1m", severity: "warning" },
  { name: "New failure class", description: "Handoffs of the seam fail in a way they had not failed in before.", metric: "new_class", above: 0, window: "1h", every: "30s", severity: "warning" },
  { name: "New version pair", description: "Versions of sender and receiver met that had not met before.", metric: "new_version_pair", above: 0, window: "1h", every: "1m", severity: "info" },
  { name: "Not reconciled", description: "The clock's part of the work is not being done: lost handoffs and overdue gates may not be found.", metric: "unreconciled", above: 0, window: "5m", every: "30s", for: "1m", severity: "critical" },
  ...BURN_RATES,
];

/** The rules that hold without any configuration. Saving one of the same name changes it or switches it off; deleting that brings it back. */
export const DEFAULT_RULES: readonly AlertRule[] = SHIPPED.map((rule) =>
  AlertRule.parse({ ...rule, id: ruleIdOf(rule.name), origin: "default", savedAt: START_OF_TIME }));

/** The rules in force, by name: those that are shipped, and in their place or beside them those that were saved and are not deleted. */
export function withDefaults(saved: readonly AlertRule[]): AlertRule[] {
  const byName = new Map([...DEFAULT_RULES, ...saved].map((rule) => [rule.name, rule]));
  return [...byName.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
