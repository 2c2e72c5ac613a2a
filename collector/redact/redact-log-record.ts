import type { LogRecord } from "@/lib/model/log-record.ts";
import { Pass } from "./pass.ts";
import { addUp, redactResource, redactScope, type RuleCounts } from "./redact-span.ts";
import { KEYLESS, type Redactor } from "./redactor.ts";

/** A log record with nothing left in it that the redactor's rules name; recorded as for a span. Rules know its body by the key `body`. */
export function redactLogRecord(record: LogRecord, redactor: Redactor): { record: LogRecord; redactions: RuleCounts } {
  const pass = new Pass(redactor);
  const resource = redactResource(record.resource, redactor);
  const scope = redactScope(record.scope, redactor);
  const attributes = pass.attributes(record.attributes, "");
  const body = pass.value(record.body, [`${KEYLESS}body`], "") ?? null;
  const eventName = pass.text(record.eventName, "name", "");
  const severityText = pass.text(record.severityText, "severity", "");
  if (pass.notes.isEmpty && resource.resource === record.resource && scope.scope === record.scope) return { record, redactions: {} };
  return {
    record: { ...record, body, eventName, severityText, attributes: pass.notes.recordIn(attributes), resource: resource.resource, scope: scope.scope },
    redactions: addUp([pass.notes.counts, resource.redactions, scope.redactions]),
  };
}
