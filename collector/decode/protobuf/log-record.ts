import { BinaryReader } from "@bufbuild/protobuf/wire";
import type { LogRecord } from "@/lib/model/log-record.ts";
import type { Resource, Scope } from "@/lib/model/span.ts";
import { severityOf } from "../codes.ts";
import type { Intake } from "../intake.ts";
import { NAME_CHARS_MAX } from "../limits.ts";
import { LogDraft } from "../log-draft.ts";
import { readAttribute, readBody } from "./attributes.ts";
import { checkEnd, readFixed64, readOptionalId, readText, skipField } from "./wire.ts";

/** By field number; 4 was the name, which is reserved since. */
const FIELDS: readonly string[] = Object.assign([], {
  1: "time_unix_nano", 2: "severity_number", 3: "severity_text", 5: "body", 6: "attributes", 7: "dropped_attributes_count",
  8: "flags", 9: "trace_id", 10: "span_id", 11: "observed_time_unix_nano", 12: "event_name",
});

/** One `LogRecord` message; throws `Malformed` or the reader's own error, and then only this record is lost. */
export function readLogRecord(bytes: Uint8Array, resource: Resource, scope: Scope, intake: Intake<LogRecord>): LogRecord {
  const reader = new BinaryReader(bytes);
  const draft = new LogDraft(resource, scope, intake);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === 50) readAttribute(reader, draft.bag, intake);
    else readField(reader, tag, draft.record, intake);
  }
  checkEnd(reader, reader.len, "log record");
  return draft.finish(intake);
}

function readField(reader: BinaryReader, tag: number, record: LogRecord, intake: Intake): void {
  switch (tag) {
    case 9:
      record.timeUnixNano = readFixed64(reader);
      break;
    case 16:
      record.severityNumber = severityOf(reader.int32(), intake);
      break;
    case 26:
      record.severityText = readText(reader, NAME_CHARS_MAX, intake);
      break;
    case 42:
      record.body = readBody(reader, intake);
      break;
    case 56:
      record.droppedAttributesCount = reader.uint32();
      break;
    case 69:
      record.flags = reader.fixed32();
      break;
    case 74:
      record.traceId = readOptionalId(reader, "trace_id", 16);
      break;
    case 82:
      record.spanId = readOptionalId(reader, "span_id", 8);
      break;
    case 89:
      record.observedUnixNano = readFixed64(reader);
      break;
    case 98:
      record.eventName = readText(reader, NAME_CHARS_MAX, intake);
      break;
    default:
      skipField(reader, tag, FIELDS);
  }
}
