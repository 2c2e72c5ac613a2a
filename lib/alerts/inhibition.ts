import type { AlertMetric, AlertSeverity } from "@/lib/model/alert-rule.ts";
import { ALERT_SEVERITIES } from "@/lib/model/alert-rule.ts";
import type { Instance } from "./instance.ts";
import { nodeOf } from "./upstream-order.ts";

/** Failures that travel on: an agent that is handed too little or something broken hands on the same. */
const TRAVELLING: ReadonlySet<AlertMetric> = new Set<AlertMetric>(["failure_rate", "silent_rate", "lost", "latency", "waiting_age", "absence", "burn_rate"]);

const rankOf = (severity: AlertSeverity): number => ALERT_SEVERITIES.length - ALERT_SEVERITIES.indexOf(severity);

/** Firings that fire, by the agent their seam leads to, for finding what inhibits one downstream. */
export interface Upstream {
  /** That the firing of this instance fires from now on. */
  add(instance: Instance): void;
  /** The told firing that holds this one back: `firing:<id>`, or "". */
  inhibitorOf(instance: Instance): string;
}

/**
 * A firing is inhibited while one fires that opened no later, on a seam whose target is its own seam's source, is as severe or more, and
 * is told or inhibited itself; the one named is always one that is told. So no two can hold each other back, and somebody is told of each chain.
 */
export function indexUpstream(): Upstream {
  const byTarget = new Map<string, Instance[]>();
  return {
    add(instance) {
      const target = travelling(instance) ? nodeOf(instance.firing?.message.seam?.target ?? "") : undefined;
      if (target === undefined) return;
      const there = byTarget.get(target);
      if (there === undefined) byTarget.set(target, [instance]);
      else there.push(instance);
    },
    inhibitorOf(instance) {
      const { firing } = instance;
      const source = travelling(instance) ? nodeOf(firing?.message.seam?.source ?? "") : undefined;
      if (source === undefined || firing === null) return "";
      const above = (byTarget.get(source) ?? []).filter((one) => one.seamId !== instance.seamId && isHolding(one, firing));
      const [first] = above.map(rootOf).filter((root) => root !== "").toSorted();
      return first === undefined || first === `firing:${firing.id}` ? "" : first;
    },
  };
}

const travelling = ({ firing }: Instance): boolean => firing !== null && TRAVELLING.has(firing.message.rule.metric);

const isHolding = ({ firing: above }: Instance, below: NonNullable<Instance["firing"]>): boolean =>
  above !== null && above.openedAtMs <= below.openedAtMs && rankOf(above.message.rule.severity) >= rankOf(below.message.rule.severity);

/** Of a firing that is inhibited itself, the told one that inhibits it; a silenced one holds nobody back, since nobody is told of it. */
function rootOf({ firing }: Instance): string {
  if (firing === null) return "";
  return firing.isTold ? `firing:${firing.id}` : firing.suppressedBy.startsWith("firing:") ? firing.suppressedBy : "";
}
