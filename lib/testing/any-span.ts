import * as fc from "fast-check";
import { attributesOf, type Attributes, type AttributeValue } from "@/lib/model/attributes.ts";
import type { LogRecord } from "@/lib/model/log-record.ts";
import { SPAN_KINDS, STATUS_CODES, type Span } from "@/lib/model/span.ts";

const text = fc.string({ unit: "grapheme", maxLength: 12 });
const hostileKey = fc.constantFrom("__proto__", "constructor", "a.__proto__.b", "toString", "0", "a.4294967295.b", "handoff.id", "");
const key = fc.oneof({ weight: 3, arbitrary: text }, hostileKey);
const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });
const nanos = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const scalar: fc.Arbitrary<AttributeValue> = fc.oneof(
  text,
  fc.boolean(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.double(),
  fc.uint8Array({ maxLength: 8 }),
  fc.constant(null),
);

function anyAttributesOf(value: fc.Arbitrary<AttributeValue>): fc.Arbitrary<Attributes> {
  return fc.array(fc.tuple(key, value), { maxLength: 4 }).map(attributesOf);
}

function anyHex(digits: number): fc.Arbitrary<string> {
  const eight = fc.integer({ min: 1, max: 0xffff_ffff }).map((number) => number.toString(16).padStart(8, "0"));
  return fc.array(eight, { minLength: digits / 8, maxLength: digits / 8 }).map((digitGroups) => digitGroups.join(""));
}

const anyAttributeValue: fc.Arbitrary<AttributeValue> = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: "value" },
    scalar,
    fc.array(tie("value"), { maxLength: 3, depthIdentifier: "value" }),
    anyAttributesOf(tie("value")),
  ),
})).value;

const anyAttributes: fc.Arbitrary<Attributes> = anyAttributesOf(anyAttributeValue);

// Parsed spans are plain objects; fast-check would draw some without a prototype.
const plain = { noNullPrototype: true };
const resource = fc.record({ attributes: anyAttributes, droppedAttributesCount: uint32, schemaUrl: text }, plain);
const scope = fc.record({ name: text, version: text, attributes: anyAttributes, droppedAttributesCount: uint32, schemaUrl: text }, plain);
const event = fc.record({ name: text, timeUnixNano: nanos, attributes: anyAttributes, droppedAttributesCount: uint32 }, plain);
const link = fc.record({
  traceId: anyHex(32),
  spanId: anyHex(16),
  traceState: text,
  flags: uint32,
  attributes: anyAttributes,
  droppedAttributesCount: uint32,
}, plain);

/** Any span that OTLP can carry. */
export const anySpan: fc.Arbitrary<Span> = fc.record({
  traceId: anyHex(32),
  spanId: anyHex(16),
  parentSpanId: fc.oneof(anyHex(16), fc.constant("")),
  traceState: text,
  flags: uint32,
  name: text,
  kind: fc.constantFrom(...SPAN_KINDS),
  startUnixNano: nanos,
  endUnixNano: nanos,
  statusCode: fc.constantFrom(...STATUS_CODES),
  statusMessage: text,
  attributes: anyAttributes,
  droppedAttributesCount: uint32,
  events: fc.array(event, { maxLength: 2 }),
  droppedEventsCount: uint32,
  links: fc.array(link, { maxLength: 2 }),
  droppedLinksCount: uint32,
  resource,
  scope,
}, plain);

/** Any log record that OTLP can carry. */
export const anyLogRecord: fc.Arbitrary<LogRecord> = fc.record({
  traceId: fc.oneof(anyHex(32), fc.constant("")),
  spanId: fc.oneof(anyHex(16), fc.constant("")),
  flags: uint32,
  timeUnixNano: nanos,
  observedUnixNano: nanos,
  severityNumber: fc.integer({ min: 0, max: 24 }),
  severityText: text,
  eventName: text,
  body: anyAttributeValue,
  attributes: anyAttributes,
  droppedAttributesCount: uint32,
  resource,
  scope,
}, plain);
