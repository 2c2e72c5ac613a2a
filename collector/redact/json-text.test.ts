import * as fc from "fast-check";
import { expect, test } from "vitest";
import { decodeString, encodeString, readJsonText } from "./json-text.ts";

function partsOf(text: string, wanted = "no such path"): { isJson: boolean; end: number; parts: string[] } {
  const parts: string[] = [];
  const read = readJsonText(text, 0, {
    wants: (path) => path.join("/") === wanted,
    part: ({ kind, start, end, path }) => parts.push(`${kind} /${path.join("/")} ${text.slice(start, end)}`),
  });
  return { ...read, parts };
}

test("parts are told in order with their paths", () => {
  expect(partsOf('{"a":[1,{"b":"x"}],"c":true} rest').parts).toEqual(["key /a \"a\"", "number /a/0 1", "key /a/1/b \"b\"", "string /a/1/b \"x\"", "key /c \"c\"", "word /c true"]);
  expect(partsOf('{"a":[1,{"b":"x"}],"c":true} rest')).toMatchObject({ isJson: true, end: 28 });
});

test("a container that is asked for is one part, also when it was cut", () => {
  expect(partsOf('{"a":{"b":1,"c":[2]},"d":3}', "a").parts).toEqual(['key /a "a"', 'container /a {"b":1,"c":[2]}', 'key /d "d"', "number /d 3"]);
  expect(partsOf('{"a":{"b":1,"c":[2', "a").parts).toEqual(['key /a "a"', 'container /a {"b":1,"c":[2']);
});

test("what is cut short, and Python's way of writing, is read", () => {
  expect(partsOf('{"a":"long te').parts).toEqual(['key /a "a"', 'string /a "long te']);
  expect(partsOf("{'a': None, 'b': ['it\\'s', True,], 'c': (1, 2)}").parts).toEqual(["key /a 'a'", "word /a None", "key /b 'b'", "string /b/0 'it\\'s'", "word /b/1 True", "key /c 'c'", "number /c/0 1", "number /c/1 2"]);
});

test("what is no JSON says where it ceased to be", () => {
  expect(partsOf("[INFO] started")).toMatchObject({ isJson: false, end: 1 });
  expect(partsOf("{a: 1}")).toMatchObject({ isJson: false });
  expect(partsOf('{"a" 1}')).toMatchObject({ isJson: false });
});

test("all JSON is read to its end, as deep as it may be", () => {
  fc.assert(fc.property(fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())), (value) => {
    const text = JSON.stringify(value);
    expect(partsOf(text, "no such path")).toMatchObject({ isJson: true, end: text.length });
  }));
  const deep = `${"[".repeat(100_000)}1${"]".repeat(100_000)}`;
  expect(readJsonText(deep, 0, { wants: () => false, part: () => undefined })).toEqual({ isJson: true, end: deep.length });
});

test("a string that is written as it was read is the same text", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const json = JSON.stringify(text);
    expect(decodeString(json)).toBe(text);
    for (const quoted of [json, `'x'`, `"x`]) expect(decodeString(encodeString(text, quoted))).toBe(text);
  }));
});
