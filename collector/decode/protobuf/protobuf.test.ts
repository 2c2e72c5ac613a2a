import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { expect, test } from "vitest";
import { attributesOf, textOf } from "@/lib/model/attributes.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { otlpProtobuf, spanMessage } from "@/lib/testing/otlp-protobuf.ts";
import { decodeTraces } from "../decode.ts";

function decode(body: Uint8Array) {
  const decoded = decodeTraces(body, "protobuf");
  if (decoded.kind === "undecodable") throw new Error(decoded.reason);
  return decoded;
}

const bytes = (field: number, inner: Uint8Array) => new BinaryWriter().tag(field, WireType.LengthDelimited).bytes(inner).finish();

/** A request of one Span message to which `write` adds fields; of a repeated scalar field the last one wins. */
function decodeSpan(write: (span: BinaryWriter) => void) {
  const writer = new BinaryWriter().raw(spanMessage(makeSpan()));
  write(writer);
  return decode(otlpProtobuf([writer.finish()]));
}

test.each([
  ["a trace id of 15 bytes", 1, new Uint8Array(15).fill(1), "trace_id: expected 16 bytes, found 15 bytes"],
  ["a trace id of 17 bytes", 1, new Uint8Array(17).fill(1), "trace_id: expected 16 bytes, found 17 bytes"],
  ["a trace id of zeros", 1, new Uint8Array(16), "trace_id: expected 16 bytes that are not all zero"],
  ["no trace id", 1, new Uint8Array(), "trace_id: expected 16 bytes that are not all zero"],
  ["a span id of 16 bytes", 2, new Uint8Array(16).fill(1), "span_id: expected 8 bytes, found 16 bytes"],
  ["a parent id of 3 bytes", 4, new Uint8Array(3).fill(1), "parent_span_id: expected 8 bytes, found 3 bytes"],
])("a span with %s is rejected with the reason", (_, field, id, reason) => {
  const { spans, rejected } = decodeSpan((span) => span.tag(field, WireType.LengthDelimited).bytes(id));
  expect(spans).toEqual([]);
  expect(rejected.reasons[0]).toContain(reason);
});

test("a name that is not a string is a reason to reject the span", () => {
  const { rejected } = decodeSpan((span) => span.tag(5, WireType.Varint).int32(7));
  expect(rejected.reasons[0]).toMatch(/^name: .*found a varint$/);
});

test("a parent id of zeros means a root, as some exporters write it", () => {
  const { spans } = decodeSpan((span) => span.tag(4, WireType.LengthDelimited).bytes(new Uint8Array(8)));
  expect(spans[0]?.parentSpanId).toBe("");
});

test("unknown fields and codes newer than ours lose nothing", () => {
  const { spans, warnings } = decodeSpan((span) => span.tag(99, WireType.LengthDelimited).string("new").tag(6, WireType.Varint).int32(9));
  expect(spans[0]?.kind).toBe("unspecified");
  expect(warnings).toHaveLength(1);
});

test("invalid UTF-8 becomes U+FFFD and the batch is kept", () => {
  const { spans } = decodeSpan((span) => span.tag(5, WireType.LengthDelimited).bytes(Uint8Array.of(0x61, 0xff, 0x62)));
  expect(spans[0]?.name).toBe("a\ufffdb");
});

test("a value nested beyond 64 levels is replaced by a marker and the span kept", () => {
  const value = Array.from({ length: 3000 }).reduce<Uint8Array>((inner) => bytes(5, bytes(1, inner)), new Uint8Array());
  const { spans, warnings } = decodeSpan((span) => span.tag(9, WireType.LengthDelimited).bytes(bytes(2, value)));
  expect(JSON.stringify(spans[0]?.attributes)).toContain("[nested deeper than 64 levels]");
  expect(warnings).toHaveLength(1);
});

test("attributes, events and links beyond 1,024 are counted as dropped and told of", () => {
  const many = Array.from({ length: 1030 }, (_, index) => index);
  const part = { attributes: attributesOf([]), droppedAttributesCount: 0 };
  const { spans, warnings } = decode(otlpProtobuf([makeSpan({
    attributes: attributesOf(many.map((index) => [`key ${index}`, BigInt(index)])),
    droppedAttributesCount: 2,
    events: many.map(() => ({ name: "e", timeUnixNano: 1n, ...part })),
    links: many.map(() => ({ traceId: "1".repeat(32), spanId: "1".repeat(16), traceState: "", flags: 0, ...part })),
  })]));
  expect(spans[0]).toMatchObject({ droppedAttributesCount: 8, droppedEventsCount: 6, droppedLinksCount: 6 });
  expect(Object.keys(spans[0]?.attributes ?? {})).toHaveLength(1024);
  expect(warnings).toHaveLength(3);
});

test("an array of millions of nothing is cut, and its span kept", () => {
  const items = new Uint8Array(2 * 1_000_001).map((_, index) => (index % 2 === 0 ? 0x0a : 0));
  const { spans, warnings } = decodeSpan((span) => span.tag(9, WireType.LengthDelimited).bytes(bytes(2, bytes(5, items))));
  expect(spans[0]?.attributes[""]).toHaveLength(1_000_000);
  expect(warnings).toHaveLength(1);
});

test("a text of 10 MB is kept whole, a longer one cut with its length noted", () => {
  const text = "x".repeat(10 * 1024 * 1024);
  const attributes = attributesOf([["whole", text], ["longer", `${text}y`]]);
  const span = decode(otlpProtobuf([makeSpan({ attributes })])).spans[0];
  expect(span?.attributes.whole === text).toBe(true);
  expect(textOf(span?.attributes.longer)?.slice(-60)).toMatch(/xx\[cut, 10485761 characters in all, sha256 [0-9a-f]{16}\]$/);
});

test("a resource that follows its spans is still theirs", () => {
  const request = otlpProtobuf([makeSpan()]);
  const reversed = new BinaryWriter();
  reversed.tag(1, WireType.LengthDelimited).fork();
  reversed.tag(2, WireType.LengthDelimited).fork().tag(2, WireType.LengthDelimited).bytes(spanMessage(makeSpan())).join();
  reversed.tag(1, WireType.LengthDelimited).fork().tag(2, WireType.Varint).uint32(3).join();
  reversed.join();
  expect(decode(reversed.finish()).spans[0]?.resource.droppedAttributesCount).toBe(3);
  expect(decode(request).spans[0]?.resource.attributes["service.name"]).toBe("newsroom");
});

test.each([
  ["JSON", new TextEncoder().encode('{"resourceSpans":[]}')],
  ["a length beyond the end", Uint8Array.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f)],
  ["field number 0", Uint8Array.of(0x02, 0x00)],
  ["a request cut short", otlpProtobuf([makeSpan()]).subarray(0, -10)],
])("%s is undecodable", (_, body) => {
  expect(decodeTraces(body, "protobuf").kind).toBe("undecodable");
});

test.each([
  ["logs", (record: BinaryWriter) => record.tag(1, WireType.Bit64).fixed64(1n).tag(2, WireType.Varint).int32(9)],
  ["metrics", (record: BinaryWriter) => record.tag(1, WireType.LengthDelimited).string("requests").tag(7, WireType.LengthDelimited).string("")],
  ["metrics", (record: BinaryWriter) => record.tag(1, WireType.LengthDelimited).string("heat").tag(5, WireType.LengthDelimited).string("")],
])("%s sent to the traces' path are refused with a hint", (signal, write) => {
  const decoded = decodeTraces(otlpProtobuf([write(new BinaryWriter()).finish()]), "protobuf");
  expect(decoded).toMatchObject({ kind: "undecodable", reason: expect.stringContaining(`found ${signal}`) });
});

test("no bytes are an empty request, which is a good one", () => {
  expect(decode(new Uint8Array()).spans).toEqual([]);
});
