import type { AlertState } from "./alert-firing.ts";

/** What a collector knows of its evaluating of alert rules, for `/healthz` and `/metrics`. Counters count since the process started. */
export interface AlertSnapshot {
  /** Whether this collector evaluates; of several only one does. */
  isEvaluating: boolean;
  rules: number;
  /** Instances that are not well, by state. */
  instances: Readonly<Record<Exclude<AlertState, "ok">, number>>;
  /** Moments that were evaluated, and those of which that failed. */
  evaluations: number;
  failures: number;
  transitions: number;
  /** Of the last evaluation, in seconds: how long it took, and how long after its moment it had ended. */
  lastSeconds: number;
  lagSeconds: number;
  secondsInAll: number;
  /** What the last failure said; "" when the last evaluation went well. */
  lastError: string;
  /** Sample handoffs that were kept beyond retention, those that still wait for it, and those that could not be. */
  pins: { kept: number; waiting: number; refused: number };
}

/** What is known before anything was evaluated. */
export const NO_ALERTS_YET: AlertSnapshot = {
  isEvaluating: false, rules: 0, instances: { pending: 0, firing: 0, no_data: 0 }, evaluations: 0, failures: 0, transitions: 0, lastSeconds: 0, lagSeconds: 0, secondsInAll: 0, lastError: "", pins: { kept: 0, waiting: 0, refused: 0 },
};
