import { expect, test } from "vitest";
import { attributesOf } from "@/lib/model/attributes.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { otlpJson } from "@/lib/testing/otlp-json.ts";
import { otlpProtobuf } from "@/lib/testing/otlp-protobuf.ts";
import { decodeTraces } from "./decode.ts";

const HOSTILE = [
  "__proto__", "__proto__.polluted", "constructor", "constructor.prototype.polluted", "prototype", "a.__proto__.b",
  "0.__proto__", "a.4294967295.b", "a.999999999.b", "toString", "hasOwnProperty", "valueOf", "",
];
const untouched = Object.getOwnPropertyNames(Object.prototype);

function expectNoPollution(): void {
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(untouched);
  expect(Reflect.get({}, "polluted")).toBeUndefined();
  expect(Reflect.get([], "polluted")).toBeUndefined();
}

const nested = attributesOf(HOSTILE.map((key) => [key, attributesOf([["polluted", key]])]));
const attributes = attributesOf(HOSTILE.map((key) => [key, nested]));
const span = makeSpan({ attributes, resource: { attributes, droppedAttributesCount: 0, schemaUrl: "" } });

test.each(["protobuf", "json"] as const)("hostile attribute keys in %s are data and nothing else", (encoding) => {
  const body = encoding === "json" ? new TextEncoder().encode(JSON.stringify(otlpJson([span]))) : otlpProtobuf([span]);
  const decoded = decodeTraces(body, encoding);
  if (decoded.kind === "undecodable") throw new Error(decoded.reason);
  const [read] = decoded.spans;
  expect(Object.keys(read?.attributes ?? {}).toSorted()).toEqual(HOSTILE.toSorted());
  expect(Object.keys(read?.resource.attributes ?? {}).toSorted()).toEqual(HOSTILE.toSorted());
  expect(Object.getPrototypeOf(read?.attributes)).toBeNull();
  expectNoPollution();
});

test("hostile names of JSON fields are ignored like any unknown field, also where numbers are big", () => {
  const text = `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"resourceSpans":[{"__proto__":{"polluted":1},
    "scopeSpans":[{"spans":[{"__proto__":{"traceId":"0af7651916cd43dd8448eb211c80319c","polluted":1},"spanId":"b7ad6b7169203331",
    "startTimeUnixNano":1544712660123456789}]}]}]}`;
  const decoded = decodeTraces(new TextEncoder().encode(text), "json");
  expect(decoded).toMatchObject({ kind: "spans", spans: [], rejected: { byField: { trace_id: 1 } } });
  expectNoPollution();
});
