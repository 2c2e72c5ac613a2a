import { attributesOf, noAttributes, type AttributeValue } from "@/lib/model/attributes.ts";
import type { LogRecord } from "@/lib/model/log-record.ts";

/** A valid log record in which nothing is special but what `special` says; it belongs to no trace. */
export function makeLogRecord(special: Partial<LogRecord> = {}): LogRecord {
  return {
    traceId: "",
    spanId: "",
    flags: 0,
    timeUnixNano: 1_795_212_015_066_000_001n,
    observedUnixNano: 1_795_212_015_067_000_000n,
    severityNumber: 9,
    severityText: "INFO",
    eventName: "",
    body: null,
    attributes: noAttributes(),
    droppedAttributesCount: 0,
    resource: { attributes: attributesOf([["service.name", "newsroom"]]), droppedAttributesCount: 0, schemaUrl: "" },
    scope: { name: "test", version: "", attributes: noAttributes(), droppedAttributesCount: 0, schemaUrl: "" },
    ...special,
  };
}

/** An event of a handoff as a script logs it. */
export const makeHandoffLog = (eventName: string, handoffId: string, attributes: Record<string, AttributeValue>, special: Partial<LogRecord> = {}): LogRecord =>
  makeLogRecord({ eventName, attributes: attributesOf([["handoff.id", handoffId], ...Object.entries(attributes)]), ...special });
