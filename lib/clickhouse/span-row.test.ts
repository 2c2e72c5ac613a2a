import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { anySpan } from "@/lib/testing/any-span.ts";
import { rowToSpan, SpanRow, spanToRow } from "./span-row.ts";

test("rowToSpan() gives back every span that spanToRow() stored, through JSON and the row schema", () => {
  fc.assert(
    fc.property(anySpan, (span) => {
      const row: unknown = JSON.parse(JSON.stringify(spanToRow(span, "default")));
      expect(isDeepStrictEqual(rowToSpan(SpanRow.parse(row)), span)).toBe(true);
    }),
  );
});

test("spanToRow() keeps strings verbatim and names the type of everything else", () => {
  const [span] = fc.sample(anySpan, 1);
  if (span === undefined) throw new Error("no sample");
  const attributes = { s: "1", i: 1n, d: 1, b: true, none: null, list: ["a", 2n] };
  const row = spanToRow({ ...span, attributes }, "default");
  expect({ ...row.attributes }).toEqual({
    s: "1", i: "1", d: "1", b: "true", none: "",
    list: '{"arrayValue":{"values":[{"stringValue":"a"},{"intValue":"2"}]}}',
  });
  expect({ ...row.attribute_types }).toEqual({ i: "int", d: "double", b: "bool", none: "empty", list: "array" });
});
