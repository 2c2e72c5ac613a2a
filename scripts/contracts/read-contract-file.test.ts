import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parseContract } from "@/lib/contracts/parse-contract.ts";
import { readContractFile } from "./read-contract-file.ts";

const folder = mkdtempSync(join(tmpdir(), "seamscope-contracts-"));
afterAll(() => rmSync(folder, { recursive: true }));

const HEAD = "contract: draft # mine\nversion: 1.0.0\n";

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test("a schema in a file of its own is written out in what is pushed, and comments stay", () => {
  write("draft.schema.json", '{ "type": "object", "required": ["title"] }');
  const file = readContractFile(write("whole.yaml", `${HEAD}payload: ./draft.schema.json\ndeadline: 15m\n`));
  const text = file.ok ? file.text : "";
  expect(text).toContain("contract: draft # mine");
  expect(parseContract(text)).toMatchObject({ ok: true, contract: { payload: { type: "object", required: ["title"] }, deadline: "15m" } });
});

test("a contract with its schema inside is pushed to the letter", () => {
  const text = `${HEAD}payload:   { type: object }\n`;
  expect(readContractFile(write("inside.yaml", text))).toMatchObject({ ok: true, name: "draft", version: "1.0.0", text });
});

test("mistakes are told with file, line and column, those of the schema in its own file", () => {
  const wrong = write("wrong.yaml", `${HEAD}deadline: soon\n`);
  expect(readContractFile(wrong)).toEqual({ ok: false, problems: [`${wrong}:3:11: deadline: expected a duration such as 500ms, 15m, 8h or 30d, found "soon"`] });
  const schema = write("wrong.schema.json", '{\n  "required": true\n}');
  expect(readContractFile(write("points.yaml", `${HEAD}payload: wrong.schema.json\n`))).toEqual({ ok: false, problems: [`${schema}:2:15: payload.required: expected array, found true`] });
  expect(readContractFile(join(folder, "nowhere.yaml"))).toEqual({ ok: false, problems: [`${join(folder, "nowhere.yaml")}: expected a file that can be read`] });
});
