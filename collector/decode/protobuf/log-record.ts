import { BinaryReader } from "@bufbuild/protobuf/wire";
import type { LogRecord } from "@/lib/model/log-record.ts";
import type { Resource, Scope } from "@/lib/model/span.ts";
import { blankLogRecord } from "../blank.ts";
import { AttributeBag } from "../capped.ts";
import { severityOf } from "../codes.ts";
import type { Intake } from "../intake.ts";
import { cutText, NAME_CHARS_MAX } from "../limits.ts";
import { settleAttributes } from "../span-draft.ts";
import { readAttribute, readBody } from "./attributes.ts";
import { checkEnd, readFixed64, readOptionalId, skipField } from "./wire.ts";

/** By field number; 4 was the name, which is reserved since. */
const FIELDS: readonly string[] = Object.assign([], {
  1: "time_unix_nano", 2: "severity_number", 3: "severity_text", 5: "body", 6: "attributes", 7: "dropped_attributes_count",
  8: "flags", 9: "trace_id", 10: "span_id", 11: "observed_time_unix_nano", 12: "event_name",
});

/** One `LogRecord` message; throws `Malformed` or the reader's own error, and then only this record is lost. */
export function readLogRecord(bytes: Uint8Array, resource: Resource, scope: Scope, intake: Intake): LogRecord {
  const reader = new BinaryReader(bytes);
  const record = blankLogRecord(resource, scope);
  const bag = new AttributeBag();
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === 50) readAttribute(reader, bag, intake);
    else readField(reader, tag, record, intake);
  }
  checkEnd(reader, reader.len, "log record");
  settleAttributes(record, bag, intake);
  return record;
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
      record.severityText = cutText(reader.string(), NAME_CHARS_MAX);
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
      record.eventName = cutText(reader.string(), NAME_CHARS_MAX);
      break;
    default:
      skipField(reader, tag, FIELDS);
  }
}
