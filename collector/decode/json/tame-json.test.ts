import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseJson } from "./parse-json.ts";

const parsed = (text: string | Uint8Array) => parseJson(typeof text === "string" ? new TextEncoder().encode(text) : text, "spans");
const valueOf = (text: string) => parsed(text).value;
/** What JSON.parse makes of the text when members without a known name are taken out. */
const known = (text: string): unknown => JSON.parse(text);
/** Whole numbers of sixteen digits and more become texts, which is another test's matter. */
const isShortOrFraction = (number: number) => !/^-?\d{16}/.test(JSON.stringify(number));
const double = fc.double({ noNaN: true, noDefaultInfinity: true }).filter(isShortOrFraction);
const name = fc.constantFrom("spans", "attributes", "events", "values", "key", "value", "stringValue", "resource", "name");
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 6 }, fc.string({ unit: "grapheme" }), fc.integer(), double, fc.boolean(), fc.constant(null), listsOf(tie("value")), fc.dictionary(name, tie("value"), { noNullPrototype: true })),
})).value;

/** Lists that are read stand under a name. */
function listsOf(item: fc.Arbitrary<unknown>): fc.Arbitrary<object> {
  return fc.tuple(fc.constantFrom("spans", "attributes", "events", "values"), fc.array(item.filter((value) => !Array.isArray(value)), { maxLength: 4 })).map(([key, items]) => ({ [key]: items }));
}

function failureOf(parse: () => unknown): unknown {
  try {
    parse();
    return undefined;
  } catch (error) {
    return error;
  }
}

test("JSON within the limits is parsed as JSON.parse does it, however it is laid out", () => {
  fc.assert(fc.property(json, fc.constantFrom(0, 1, "\t", "\n\r "), (value, indent) => {
    const text = JSON.stringify(value, undefined, indent);
    expect(valueOf(text)).toEqual(known(text));
  }));
});

test("whatever JSON.parse takes is taken, and no text makes the walk fail otherwise than JSON.parse does", () => {
  const broken = fc.string({ unit: fc.constantFrom("{", "}", "[", "]", ",", ":", '"', "\\", "-", "0", "1234567890123456", "e", ".", " ", "NaN", "I", "true", "null", '"name"', '"spans"') });
  fc.assert(fc.property(fc.oneof(fc.json(), broken), (text) => {
    const [plain, tamed] = [failureOf(() => JSON.parse(text)), failureOf(() => parsed(text))];
    expect(tamed === undefined || (plain !== undefined && tamed instanceof SyntaxError)).toBe(true);
  }));
});

test("whole numbers keep every digit, as texts; fractions and short ones are numbers", () => {
  expect(valueOf('{"value":1544712660123456789,"intValue":-9223372036854775808,"code":123456789012345,"doubleValue":0.1234567890123456}')).toEqual({
    value: "1544712660123456789", intValue: "-9223372036854775808", code: 123456789012345, doubleValue: 0.1234567890123456,
  });
});

test("NaN and infinities, which some senders write bare, are read as OTLP's texts for them; minus alone is no number", () => {
  expect(valueOf('{"values":[NaN, -Infinity,Infinity]}')).toEqual({ values: ["NaN", "-Infinity", "Infinity"] });
  for (const text of ['{"value":-}', '{"value":Nan}', '{"value":- Infinity}']) expect(() => parsed(text)).toThrow(SyntaxError);
});

test("members that OTLP does not know lose name and value, so that they cost no memory; what is no JSON among them is still refused", () => {
  expect(valueOf('{"newer":{"a":[1,{"b":2}]},"other" : "x,}","name":"n","last":[[]]}')).toEqual({ "": 0, name: "n" });
  expect(valueOf(String.raw`{"na\u006de":"n","\"":1}`)).toEqual({ name: "n", "": 0 });
  expect(() => parsed('{"newer"}')).toThrow(SyntaxError);
});

test("of a list that is longer than what is read the items over the limit become their number", () => {
  const text = `{"attributes":[${Array.from({ length: 1030 }, (_, at) => `{"key":"k${at}"}`).join(" , ")} ]}`;
  const { attributes } = Object(valueOf(text));
  expect(attributes).toHaveLength(1025);
  expect(attributes.slice(-2)).toEqual([{ key: "k1023" }, 6]);
  expect(valueOf('{"name":[1,2,3],"metrics":[{}]}')).toEqual({ name: [], "": 0 });
});

test("a million levels of objects and lists are parsed, what is deeper than is read as null", () => {
  for (const [open, close] of [["[", "]"], ['{"value":', "}"]] as const) {
    const text = `{"value":${open.repeat(1_000_000)}0${close.repeat(1_000_000)},"name":"after"}`;
    expect(valueOf(text)).toMatchObject({ name: "after" });
  }
});

test("more objects than memory should be spent on are refused with the limit", () => {
  expect(() => parsed(`{"spans":[${'{"attributes":[{},{},{},{},{},{},{},{},{}]},'.repeat(240_000)}{}]}`)).toThrow("request: expected at most 4000000 objects");
});

test("records are counted in which a field comes twice or bytes are not UTF-8, and the first is pointed at", () => {
  const twice = parsed('{"spans":[{"name":"a"},{"name":"b","name":"c"},{"events":[{"name":"d","name":"e"}]}]}');
  expect(twice.repeatedFields?.records).toBe(2);
  expect(twice.repeatedFields?.first && twice.text(twice.repeatedFields.first)).toBe('{"name":"b","name":"c"}');
  const bytes = new TextEncoder().encode('{"spans":[{"name":"a"},{"name":"?"}]}');
  bytes[bytes.indexOf(0x3f)] = 0xff;
  expect(parsed(bytes)).toMatchObject({ notUtf8: { records: 1 }, repeatedFields: undefined, value: { spans: [{ name: "a" }, { name: "\ufffd" }] } });
});

test("a byte order mark at the start is no part of the text; one inside a string stays", () => {
  expect(valueOf('\ufeff{"name":"\ufeffa"}')).toEqual({ name: "\ufeffa" });
});
