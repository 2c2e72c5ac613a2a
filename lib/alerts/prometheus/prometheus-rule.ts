/** A rule of Prometheus that records a series. */
interface RecordingRule {
  record: string;
  expr: string;
  labels?: Record<string, string>;
}

/** A rule of Prometheus that alerts. */
interface AlertingRule {
  alert: string;
  expr: string;
  for?: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

/** A file of rules as Prometheus reads it (prometheus.io/docs, "Defining recording rules"). */
export interface PrometheusRules {
  groups: { name: string; interval?: string; rules: (RecordingRule | AlertingRule)[] }[];
}

/** A text as PromQL writes it between double quotes: escaped as Go escapes strings. */
export const quoted = (text: string): string => JSON.stringify(text);

/** The labels that name a seam, as a selector. */
export const seamSelector = ({ source, target, contract }: { source: string; target: string; contract: string }): string =>
  `{source=${quoted(source)},target=${quoted(target)},contract=${quoted(contract)}}`;
