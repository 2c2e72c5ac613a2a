import { attributesOf, type AttributeValue } from "@/lib/model/attributes.ts";
import { SPAN_KINDS, STATUS_CODES, type Resource, type Span } from "@/lib/model/span.ts";
import { makeSpan } from "../make-span.ts";

const SPANS_PER_TRACE = 8;
const START = 1_795_212_015_000_000_000n;
const WORDS = ["draft", "Übergabe", "交接", "🤝", "line\nbreak", "quote \" and \\", "", "'; DROP TABLE spans"];

const RESOURCES: Resource[] = ["writer", "reviewer", "publisher"].map((service) => ({
  attributes: attributesOf([["service.name", service], ["process.ids", [1n, 2n, null]]]),
  droppedAttributesCount: 0,
  schemaUrl: "",
}));

/**
 * The span of a serial number (1 and up), with all that OTLP can carry, different for each: whoever knows the number knows
 * every byte of it. `run` keeps the ids of one test apart from those of another.
 */
export function oracleSpan(serial: number, run: number): Span {
  const word = WORDS[serial % WORDS.length] ?? "";
  return makeSpan({
    traceId: hex(run, 8) + hex(Math.ceil(serial / SPANS_PER_TRACE), 24),
    spanId: hex(serial, 16),
    parentSpanId: serial % SPANS_PER_TRACE === 1 ? "" : hex(serial - 1, 16),
    name: `step ${serial % 7} ${word}`,
    kind: SPAN_KINDS[serial % SPAN_KINDS.length] ?? "unspecified",
    startUnixNano: START + BigInt(serial) * 1_000_003n,
    endUnixNano: START + BigInt(serial) * 1_000_003n + 999_999_999n,
    statusCode: STATUS_CODES[serial % STATUS_CODES.length] ?? "unset",
    attributes: attributesOf(attributesFor(serial, word)),
    events: serial % 3 === 0 ? [{ name: `event ${serial}`, timeUnixNano: START, attributes: attributesOf([["word", word]]), droppedAttributesCount: 0 }] : [],
    links: serial % 13 === 0 ? [{ traceId: hex(serial, 32), spanId: hex(serial, 16), traceState: "", flags: 1, attributes: attributesOf([]), droppedAttributesCount: 2 }] : [],
    resource: RESOURCES[serial % RESOURCES.length] ?? makeSpan().resource,
  });
}

function attributesFor(serial: number, word: string): [string, AttributeValue][] {
  const attributes: [string, AttributeValue][] = [["serial", BigInt(serial)], ["word", word], ["ratio", serial / 7], ["even", serial % 2 === 0]];
  if (serial % 5 === 0) attributes.push(["nested", [word, BigInt(serial), attributesOf([["deep", [word]]])]]);
  if (serial % 11 === 0) attributes.push(["payload", `${word} of step ${serial}; `.repeat(300)]);
  return attributes;
}

/** The serial number in a span's id. */
export const serialOf = (spanId: string): number => Number.parseInt(spanId, 16);

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");
