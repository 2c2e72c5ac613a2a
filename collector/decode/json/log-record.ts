import type { LogRecord } from "@/lib/model/log-record.ts";
import type { Resource, Scope } from "@/lib/model/span.ts";
import { severityOf } from "../codes.ts";
import type { Intake } from "../intake.ts";
import { NAME_CHARS_MAX } from "../limits.ts";
import { LogDraft } from "../log-draft.ts";
import { readAttributes, readBody } from "./attributes.ts";
import { codeAt, idAt, objectOf, textAt, uint32At, uint64At } from "./fields.ts";

/** One log record of OTLP/JSON; throws `Malformed`, and then only this record is lost. */
export function readLogRecord(value: unknown, resource: Resource, scope: Scope, intake: Intake<LogRecord>): LogRecord {
  const json = objectOf(value, "log record");
  const draft = new LogDraft(resource, scope, intake);
  const { record } = draft;
  const limit = { charsMax: NAME_CHARS_MAX, intake };
  readAttributes(json, "attributes", draft.bag, intake);
  record.traceId = idAt(json, "traceId", "trace_id", 32);
  record.spanId = idAt(json, "spanId", "span_id", 16);
  record.flags = uint32At(json, "flags", "flags");
  record.timeUnixNano = uint64At(json, "timeUnixNano", "time_unix_nano");
  record.observedUnixNano = uint64At(json, "observedTimeUnixNano", "observed_time_unix_nano");
  record.severityNumber = severityOf(codeAt(json, "severityNumber", "severity_number"), intake);
  record.severityText = textAt(json, "severityText", "severity_text", limit);
  record.eventName = textAt(json, "eventName", "event_name", limit);
  record.body = readBody(json, intake);
  record.droppedAttributesCount = uint32At(json, "droppedAttributesCount", "dropped_attributes_count");
  return draft.finish(intake);
}
