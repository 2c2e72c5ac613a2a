import type { RecordWords } from "./intake.ts";

/** Signals of OTLP that may be told apart by their bytes. */
export type SignalName = "traces" | "logs" | "metrics";

/**
 * How a signal's export request names its parts. All export requests have one shape (resources, in them scopes, in them
 * records); in protobuf only the records differ, in JSON the names do. `fields` are the names of the proto, for reasons.
 */
export interface Signal {
  name: SignalName;
  words: RecordWords;
  json: { resources: string; scopes: string; records: string };
  fields: { resources: string; scopes: string; records: string };
}

/** `ExportTraceServiceRequest`. */
export const TRACES: Signal = {
  name: "traces",
  words: { one: "span", many: "spans" },
  json: { resources: "resourceSpans", scopes: "scopeSpans", records: "spans" },
  fields: { resources: "resource_spans", scopes: "scope_spans", records: "spans" },
};

/** `ExportLogsServiceRequest`. */
export const LOGS: Signal = {
  name: "logs",
  words: { one: "log record", many: "log records" },
  json: { resources: "resourceLogs", scopes: "scopeLogs", records: "logRecords" },
  fields: { resources: "resource_logs", scopes: "scope_logs", records: "log_records" },
};
