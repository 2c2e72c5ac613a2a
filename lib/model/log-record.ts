import { noAttributes, textOf, type Attributes, type AttributeValue } from "./attributes.ts";
import type { Resource, Scope } from "./span.ts";

/**
 * One OTLP log record with all it came with. Ids are lower-case hex (32 and 16 digits), "" where the record names none.
 * Times are unix nanoseconds, 0 where the sender told none.
 */
export interface LogRecord {
  traceId: string;
  spanId: string;
  flags: number;
  timeUnixNano: bigint;
  observedUnixNano: bigint;
  /** 1 (trace) to 24 (fatal), 0 where the sender told none. */
  severityNumber: number;
  severityText: string;
  eventName: string;
  body: AttributeValue;
  attributes: Attributes;
  droppedAttributesCount: number;
  resource: Resource;
  scope: Scope;
}

/** The event that the record is: its own field, or the attribute that SDKs wrote before there was one; "" when it is a plain line. */
export const eventNameOf = ({ eventName, attributes }: Pick<LogRecord, "eventName" | "attributes">): string => (eventName === "" ? (textOf(attributes["event.name"]) ?? "") : eventName);

/** When it happened; when it was observed stands in where the sender told no time. Unix nanoseconds. */
export const momentOf = ({ timeUnixNano, observedUnixNano }: LogRecord): bigint => (timeUnixNano === 0n ? observedUnixNano : timeUnixNano);

/**
 * What the record tells, as attributes: its own, and those that its body holds (the older form of GenAI events). An attribute
 * wins over a member of the body; a body that is a text becomes `message`.
 */
export function factsOf({ attributes, body }: Pick<LogRecord, "attributes" | "body">): Attributes {
  const facts = noAttributes();
  const told = isKvlist(body) ? body : typeof body === "string" && body !== "" ? { message: body } : {};
  for (const [key, value] of [...Object.entries(told), ...Object.entries(attributes)]) facts[key] = value;
  return facts;
}

const isKvlist = (body: AttributeValue): body is Attributes => typeof body === "object" && body !== null && !Array.isArray(body) && !(body instanceof Uint8Array);
