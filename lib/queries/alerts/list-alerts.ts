import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { AlertState, AlertTransition } from "@/lib/model/alert-firing.ts";
import { ALERT_SEVERITIES, type AlertRule, type AlertSeverity } from "@/lib/model/alert-rule.ts";
import type { AlertNow, RuleRef, RuleStanding } from "@/lib/model/alert-view.ts";
import { DEFAULT_RULES } from "@/lib/alerts/default-rules.ts";
import { readSeamNames } from "./read-seam-names.ts";
import { readRules } from "./read-rules.ts";
import { readStates } from "./read-states.ts";

/** Which alerts; what is left out may be any. A rule is named by its name or its id, an owner by the team; an empty one: nobody. */
export interface AlertsQuestion {
  project: string;
  state?: AlertState | undefined;
  rule?: string | undefined;
  seam?: string | undefined;
  owner?: string | undefined;
  severity?: AlertSeverity | undefined;
}

const WEIGHT: Record<AlertState, number> = { firing: 0, pending: 1, no_data: 2, ok: 3 };

/** Every instance that is not well: what fires first, then what is pending, the most severe and the oldest on top; and how many there are before the filters. */
export async function listAlerts(db: Database, { project, state, rule, seam, owner, severity }: AlertsQuestion): Promise<{ alerts: AlertNow[]; inAll: number }> {
  const [rows, rules] = await Promise.all([readStates(db, { project }), readRules(db, { project })]);
  const all = await toAlerts(db, project, rows, rules);
  const alerts = all.filter(
    (alert) =>
      (state === undefined || alert.state === state) &&
      (rule === undefined || alert.rule.name === rule || alert.rule.id === rule) &&
      (seam === undefined || alert.seam?.id === seam) &&
      (owner === undefined || (alert.owner?.team ?? "") === owner) &&
      (severity === undefined || alert.rule.severity === severity),
  );
  return { alerts: alerts.toSorted(byWeight), inAll: all.length };
}

const byWeight = (a: AlertNow, b: AlertNow): number =>
  WEIGHT[a.state] - WEIGHT[b.state] || ALERT_SEVERITIES.indexOf(a.rule.severity) - ALERT_SEVERITIES.indexOf(b.rule.severity) || (a.since < b.since ? -1 : 1);

/** The rules in force with how many of their instances stand how, those that fire on top, then by name. */
export async function listRules(db: Database, { project }: { project: string }): Promise<RuleStanding[]> {
  const [rows, rules] = await Promise.all([readStates(db, { project }), readRules(db, { project })]);
  const shipped = new Set(DEFAULT_RULES.map(({ name }) => name));
  const count = (id: string, test: (row: AlertTransition) => boolean): number => rows.filter((row) => row.ruleId === id && test(row)).length;
  return rules
    .map((rule) => ({
      ...rule,
      isShipped: shipped.has(rule.name),
      firing: count(rule.id, fires), pending: count(rule.id, (row) => row.state === "pending"), noData: count(rule.id, (row) => row.state === "no_data" && !fires(row)),
    }))
    .toSorted((a, b) => b.firing - a.firing || b.pending - a.pending || (a.name < b.name ? -1 : 1));
}

/** A firing of which there is too little to judge goes on until it is known to be well. */
const fires = ({ state, firingId }: AlertTransition): boolean => state === "firing" || (state === "no_data" && firingId !== "");

async function toAlerts(db: Database, project: string, rows: readonly AlertTransition[], rules: readonly AlertRule[]): Promise<AlertNow[]> {
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
  const unnamed = rows.flatMap(({ message, seamId }) => (message === null && seamId !== "" ? [seamId] : []));
  const names = new Map((unnamed.length === 0 ? [] : await readSeamNames(db, { project, ids: [...new Set(unnamed)] })).map((seam) => [seam.id, seam]));
  return rows.flatMap((row) => {
    const { message, state, since, firingId, value, n, detail, suppressedBy, seamId } = row;
    const rule = message?.rule ?? ruleOf.get(row.ruleId);
    if (rule === undefined) return [];
    const seam = message === null ? (names.get(seamId) ?? (seamId === "" ? null : { id: seamId, source: seamId, target: "?", contract: "" })) : message.seam;
    return [{
      rule: refOf(rule), seam, detail, state: fires(row) ? "firing" : state, since: message?.openedAt ?? since, firingId, value, n,
      failed: message?.failed ?? null, interval: message?.interval ?? null, class: message?.evidence.class ?? null,
      owner: message?.owner ?? null, sourceOwner: message?.sourceOwner ?? null, suppressedBy,
    }];
  });
}

const refOf = ({ id, name, metric, severity, above, window }: RuleRef): RuleRef => ({ id, name, metric, severity, above, window });
