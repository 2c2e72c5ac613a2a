import { endOfString } from "./scan-json.ts";

/** Every name that is looked up in OTLP/JSON, and some in snake_case that senders are told of. */
const NAMES = [
  "resourceSpans", "resourceLogs", "resourceMetrics", "resource_spans", "resource_logs",
  "resource", "scopeSpans", "scopeLogs", "scope_spans", "scope_logs", "schemaUrl",
  "scope", "spans", "logRecords", "log_records", "name", "version", "attributes", "droppedAttributesCount",
  "traceId", "spanId", "traceState", "parentSpanId", "flags", "kind", "startTimeUnixNano", "endTimeUnixNano",
  "events", "droppedEventsCount", "links", "droppedLinksCount", "status", "message", "code", "timeUnixNano",
  "observedTimeUnixNano", "severityNumber", "severityText", "body", "eventName",
  "key", "value", "stringValue", "boolValue", "intValue", "doubleValue", "bytesValue", "arrayValue", "kvlistValue", "values",
];
const BACKSLASH = 0x5c;

/** Names whose first byte and length are the same. */
const ALIKE = new Map<number, { name: string; bytes: Uint8Array }[]>();
for (const name of NAMES) {
  const bytes = new TextEncoder().encode(name);
  const key = likenessOf(bytes[0] ?? 0, bytes.length);
  ALIKE.set(key, [...(ALIKE.get(key) ?? []), { name, bytes }]);
}

/** The name of a member that is looked up somewhere, whose quote opens at `start`; undefined for any other. */
export function knownNameAt(bytes: Uint8Array, start: number, end: number): string | undefined {
  const length = end - start - 2;
  const alike = ALIKE.get(likenessOf(bytes[start + 1] ?? 0, length))?.find((known) => isAt(bytes, start + 1, known.bytes));
  return alike?.name ?? (bytes.subarray(start, end).includes(BACKSLASH) ? unescapedName(bytes, start) : undefined);
}

function unescapedName(bytes: Uint8Array, start: number): string | undefined {
  try {
    const name: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(start, endOfString(bytes, start))));
    return NAMES.find((known) => known === name);
  } catch {
    return undefined; // It is no string; parsing the whole says so.
  }
}

function isAt(bytes: Uint8Array, start: number, name: Uint8Array): boolean {
  for (let at = 0; at < name.length; at += 1) if (bytes[start + at] !== name[at]) return false;
  return true;
}

function likenessOf(first: number, length: number): number {
  return length * 256 + first;
}
