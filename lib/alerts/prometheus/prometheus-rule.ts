import { z } from "zod";

const RecordingRule = z.object({ record: z.string(), expr: z.string() });

const AlertingRule = z.object({ alert: z.string(), expr: z.string(), for: z.string(), labels: z.record(z.string(), z.string()), annotations: z.record(z.string(), z.string()) });

/** A file of rules as Prometheus reads it (prometheus.io/docs, "Defining recording rules"). */
export const PrometheusRules = z.object({
  groups: z.array(z.object({ name: z.string(), interval: z.string(), rules: z.array(z.union([RecordingRule, AlertingRule])) })),
});
export type PrometheusRules = z.infer<typeof PrometheusRules>;

/** A text as PromQL writes it between double quotes: escaped as Go escapes strings. */
const quoted = (text: string): string => JSON.stringify(text);

/** The labels that name a seam, as a selector. */
export const seamSelector = ({ source, target, contract }: { source: string; target: string; contract: string }): string =>
  `{source=${quoted(source)},target=${quoted(target)},contract=${quoted(contract)}}`;
