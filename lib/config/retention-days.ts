import type { Config } from "./env.ts";

/** How many days each kind of data is kept by the settings; 0: for ever. */
export const retentionDays = (settings: Config): Record<"spans" | "payloads" | "handoffs" | "rejects", number> => ({
  spans: settings.SEAMSCOPE_RETENTION_SPANS_DAYS,
  payloads: settings.SEAMSCOPE_RETENTION_PAYLOADS_DAYS,
  handoffs: settings.SEAMSCOPE_RETENTION_HANDOFFS_DAYS,
  rejects: settings.SEAMSCOPE_RETENTION_REJECTS_DAYS,
});
