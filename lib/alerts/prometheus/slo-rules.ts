import { durationMs } from "@/lib/model/contract.ts";
import type { AlertSeverity } from "@/lib/model/alert-rule.ts";
import { type PrometheusRules, seamSelector } from "./prometheus-rule.ts";

/** A seam with an objective, as it is exported. */
export interface ExportedSlo {
  source: string;
  target: string;
  contract: string;
  /** Percent of handoffs that must not fail. */
  objective: number;
  /** As the contract writes it, such as `30d`. */
  window: string;
  /** Team that answers for it; empty when nobody does. */
  owner: string;
  runbook: string;
  /** Address of the seam's page. */
  url: string;
}

const HOUR_MS = 3_600_000;
/** Shares of the failures over one window, for each length that burn rates need. */
const LENGTHS = ["5m", "30m", "1h", "6h", "3d"] as const;
type Length = (typeof LENGTHS)[number];

/**
 * When a budget burns too fast: "The Site Reliability Workbook" (O'Reilly 2018), chapter 5, table 5-8: this share of the whole budget
 * within the long window, and still now, within the short one.
 */
const BURNS: readonly { severity: AlertSeverity; spent: number; long: Length; short: Length; waits: string }[] = [
  { severity: "critical", spent: 0.02, long: "1h", short: "5m", waits: "2m" },
  { severity: "critical", spent: 0.05, long: "6h", short: "30m", waits: "5m" },
  { severity: "warning", spent: 0.1, long: "3d", short: "6h", waits: "15m" },
];

const BY = "by (source, target, contract)";
const recorded = (length: Length): string => `seam:handoff_failures:ratio_rate${length}`;

/** Objectives as rules of Prometheus: the share of failures of every seam over each length, and alerts for each objective. */
export function sloRules(slos: readonly ExportedSlo[]): PrometheusRules {
  return {
    groups: [
      {
        name: "seamscope-seam-ratios",
        interval: "30s",
        rules: LENGTHS.map((length) => ({
          record: recorded(length),
          expr: `sum ${BY} (rate(seam_handoffs_total{class!=""}[${length}])) / (sum ${BY} (rate(seam_handoffs_total[${length}])) > 0)`,
        })),
      },
      ...(slos.length === 0 ? [] : [{ name: "seamscope-seam-objectives", interval: "30s", rules: slos.flatMap(alertsOf) }]),
    ],
  };
}

function alertsOf(slo: ExportedSlo): PrometheusRules["groups"][number]["rules"] {
  const windowHours = (durationMs(slo.window) ?? 0) / HOUR_MS;
  const budget = (100 - slo.objective) / 100;
  return BURNS.filter(({ long }) => hoursOf(long) <= windowHours).map(({ severity, spent, long, short, waits }) => {
    const pace = (spent * windowHours) / hoursOf(long);
    const bound = Math.min(1, pace * budget);
    const over = (length: Length): string => `${recorded(length)}${seamSelector(slo)} ${bound === 1 ? ">=" : ">"} ${trimmed(bound)}`;
    return {
      alert: "SeamErrorBudgetBurn",
      expr: `${over(long)} and ${over(short)}`,
      for: waits,
      labels: { severity, long_window: long, ...(slo.owner === "" ? {} : { team: untemplated(slo.owner) }) },
      annotations: {
        summary: untemplated(`${slo.source} → ${slo.target} (${slo.contract === "" ? "no contract" : slo.contract}) burns its error budget ${trimmed(pace)} times too fast`),
        description: `{{ $value | humanizePercentage }} of handoffs failed within ${long}; the objective is ${slo.objective} % over ${slo.window}.`,
        dashboard: slo.url,
        ...(slo.runbook === "" ? {} : { runbook_url: untemplated(slo.runbook) }),
      },
    };
  });
}

const hoursOf = (length: Length): number => (durationMs(length) ?? 0) / HOUR_MS;

/** Prometheus expands labels and annotations as templates; what others named is never one. */
const untemplated = (text: string): string => text.replaceAll(/\{(?=\{)/g, "{ ");

/** Without the digits that binary fractions leave behind. */
const trimmed = (value: number): string => String(Number(value.toPrecision(10)));
