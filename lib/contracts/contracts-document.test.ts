import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { COMPATIBILITY_RULES } from "@/lib/model/compatibility.ts";
import { Contract } from "@/lib/model/contract.ts";
import { parseContract } from "./parse-contract.ts";

const document = readFileSync("docs/contracts.md", "utf8");

test("the document explains every field of a contract, in the order of the format", () => {
  const fields = [...document.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, field]) => field);
  expect(fields).toEqual(Object.keys(Contract.shape));
});

test("the document lists every rule of compatibility with what it says", () => {
  const rules = [...document.matchAll(/^\| `([A-Z_]{6,})` \| ([^|]+) \| (?:[a-z])/gm)].map(([, rule, says]) => [rule, says]);
  expect(rules.filter(([rule]) => rule !== undefined && Object.hasOwn(COMPATIBILITY_RULES, rule))).toEqual(Object.entries(COMPATIBILITY_RULES));
});

test("the example of the document is a contract", () => {
  const example = /```yaml\n([\s\S]*?)```/.exec(document)?.[1] ?? "";
  expect(parseContract(example, { readFile: () => "{}" })).toMatchObject({ ok: true, warnings: [] });
});
