import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Span } from "@/lib/model/span.ts";
import { anySpan } from "@/lib/testing/any-span.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { otlpJson } from "@/lib/testing/otlp-json.ts";
import { otlpProtobuf, spanMessage } from "@/lib/testing/otlp-protobuf.ts";
import { decodeTraces } from "./decode.ts";

const anySpans = fc.array(anySpan, { maxLength: 3 });
const jsonBytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** The spans of a request that must be decodable with nothing to complain of. */
function spansOf(body: Uint8Array, encoding: "protobuf" | "json"): Span[] {
  const decoded = decodeTraces(body, encoding);
  if (decoded.kind === "undecodable") throw new Error(decoded.reason);
  expect({ ...decoded, spans: [] }).toEqual({ kind: "spans", spans: [], rejected: { count: 0, byField: {}, reasons: [] }, warnings: [] });
  return decoded.spans;
}

test("decodeTraces() reads every span back from protobuf exactly", () => {
  fc.assert(fc.property(anySpans, (spans) => {
    expect(isDeepStrictEqual(spansOf(otlpProtobuf(spans), "protobuf"), spans)).toBe(true);
  }));
});

test("decodeTraces() reads every span back from OTLP/JSON exactly", () => {
  fc.assert(fc.property(anySpans, (spans) => {
    expect(isDeepStrictEqual(spansOf(jsonBytes(otlpJson(spans)), "json"), spans)).toBe(true);
  }));
});

test("decodeTraces() never throws, whatever the bytes", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom("protobuf", "json"), (bytes, encoding) => {
    expect(["spans", "undecodable"]).toContain(decodeTraces(bytes, encoding).kind);
  }));
});

test("decodeTraces() never throws on any JSON", () => {
  fc.assert(fc.property(fc.json(), (text) => {
    expect(["spans", "undecodable"]).toContain(decodeTraces(new TextEncoder().encode(text), "json").kind);
  }));
});

test("decodeTraces() never throws on a good request with bytes changed", () => {
  const change = fc.tuple(fc.nat(), fc.nat(255));
  fc.assert(fc.property(anySpans, fc.array(change, { minLength: 1, maxLength: 4 }), (spans, changes) => {
    const bytes = otlpProtobuf(spans);
    for (const [at, byte] of changes) bytes[at % Math.max(bytes.length, 1)] = byte;
    expect(["spans", "undecodable"]).toContain(decodeTraces(bytes, "protobuf").kind);
  }));
});

test("decodeTraces() loses one malformed span alone, with its reason", () => {
  const broken = fc.oneof(fc.uint8Array({ maxLength: 8 }), fc.constant(spanMessage(makeSpan()).subarray(0, -3)));
  fc.assert(fc.property(anySpans, broken, fc.nat(3), (spans, bad, at) => {
    const mixed: (Span | Uint8Array)[] = [...spans];
    mixed.splice(at, 0, bad);
    const decoded = decodeTraces(otlpProtobuf(mixed), "protobuf");
    if (decoded.kind === "undecodable") throw new Error(decoded.reason);
    expect(isDeepStrictEqual(decoded.spans, spans)).toBe(true);
    expect(decoded.rejected.count).toBe(1);
    expect(decoded.rejected.reasons).toHaveLength(1);
  }));
});
