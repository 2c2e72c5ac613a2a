import type { LogRecord } from "@/lib/model/log-record.ts";
import type { Resource, Scope } from "@/lib/model/span.ts";
import { blankLogRecord } from "../blank.ts";
import { severityOf } from "../codes.ts";
import type { Intake } from "../intake.ts";
import { NAME_CHARS_MAX } from "../limits.ts";
import { settleAttributes } from "../span-draft.ts";
import { readAttributes, readBody } from "./attributes.ts";
import { codeAt, idAt, objectOf, textAt, uint32At, uint64At } from "./fields.ts";

/** One log record of OTLP/JSON; throws `Malformed`, and then only this record is lost. */
export function readLogRecord(value: unknown, resource: Resource, scope: Scope, intake: Intake): LogRecord {
  const json = objectOf(value, "log record");
  const record = blankLogRecord(resource, scope);
  record.traceId = idAt(json, "traceId", "trace_id", 32);
  record.spanId = idAt(json, "spanId", "span_id", 16);
  record.flags = uint32At(json, "flags", "flags");
  record.timeUnixNano = uint64At(json, "timeUnixNano", "time_unix_nano");
  record.observedUnixNano = uint64At(json, "observedTimeUnixNano", "observed_time_unix_nano");
  record.severityNumber = severityOf(codeAt(json, "severityNumber", "severity_number"), intake);
  record.severityText = textAt(json, "severityText", "severity_text", NAME_CHARS_MAX);
  record.eventName = textAt(json, "eventName", "event_name", NAME_CHARS_MAX);
  record.body = readBody(json, intake);
  record.droppedAttributesCount = uint32At(json, "droppedAttributesCount", "dropped_attributes_count");
  settleAttributes(record, readAttributes(json, "attributes", intake), intake);
  return record;
}
