import { workingRule, type WorkingRule } from "@/lib/alerts/working-rule.ts";
import { AlertRule } from "@/lib/model/alert-rule.ts";
import type { Measured } from "@/lib/model/alert-measure.ts";
import type { AlertSeam } from "@/lib/alerts/seam.ts";

/** A rule with everything it does not say as it is by default: lost handoffs, more than none, every 15 s. */
export const makeRule = (rule: Partial<AlertRule> = {}): AlertRule => AlertRule.parse({ id: rule.name ?? "rule", name: "rule", metric: "lost", above: 0, origin: "api", savedAt: "2026-11-20T00:00:00.000Z", ...rule });

/** The same, ready to be evaluated. */
export const makeWorkingRule = (rule: Partial<AlertRule> = {}): WorkingRule => workingRule(makeRule(rule));

/** A seam from one agent to another; its id is made of both. */
export const makeAlertSeam = (source: string, target: string, seam: Partial<AlertSeam> = {}): AlertSeam => ({
  id: `${source}-${target}`, source, target, contract: "", owner: { team: `team-${target}`, contact: "", saidBy: "declaration" }, sourceOwner: null, runbook: "", ...seam,
});

/** What was measured of a seam. */
export const makeMeasured = ({ id, source, target, contract }: AlertSeam, value: number | null, more: Partial<Measured> = {}): Measured => ({ seamId: id, source, target, contract, detail: "", value, n: 100, failed: 0, ...more });
