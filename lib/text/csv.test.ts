import * as fc from "fast-check";
import { expect, test } from "vitest";
import { csvRecord } from "./csv.ts";

/** Reads CSV as RFC 4180, section 2, has it, apart from how it is written here. */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let rest = text;
  while (rest !== "") {
    const cell = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/.exec(rest);
    if (cell === null) throw new Error(`not RFC 4180: ${JSON.stringify(rest)}`);
    record.push(cell[1]?.replaceAll('""', '"') ?? cell[2] ?? "");
    rest = rest.slice(cell[0].length);
    if (cell[3] === ",") {
      if (rest === "") record.push("");
      continue;
    }
    records.push(record);
    record = [];
  }
  return records;
}

const anyText = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', ",", "\r", "\n", "=", "+", "-", "@", "\t", " ", "a") }));

test("what is written is read back, cell by cell, whatever stands in it", () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyText.map((text) => `x${text}`), { minLength: 1, maxLength: 4 }), { maxLength: 4 }), (records) => {
      expect(readCsv(records.map(csvRecord).join(""))).toEqual(records);
    }),
  );
});

test("no text begins as a formula would, and nothing but an apostrophe is added", () => {
  fc.assert(
    fc.property(fc.array(anyText, { minLength: 1, maxLength: 4 }), (cells) => {
      for (const [index, cell] of (readCsv(csvRecord(cells))[0] ?? []).entries()) {
        expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        expect([cells[index], `'${cells[index]}`]).toContain(cell);
      }
    }),
  );
});

test("numbers stay numbers, be they negative; what is unknown is empty", () => {
  expect(csvRecord([-0.5, 3, null, true])).toBe("-0.5,3,,true\r\n");
});

test("commas, quotes and line ends are quoted, a formula is disarmed", () => {
  expect(csvRecord(["a,b", 'say "no"', "two\nlines", '=HYPERLINK("http://evil","x")', "plain"])).toBe(`"a,b","say ""no""","two\nlines","'=HYPERLINK(""http://evil"",""x"")",plain\r\n`);
});
