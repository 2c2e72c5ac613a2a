import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FINDING_CLASSES } from "@/lib/model/vocabulary.ts";
import { EXPLANATIONS } from "./all-explanations.ts";
import { writeSemantics } from "./write-semantics.ts";

test("every finding class has exactly one explanation", () => {
  expect(EXPLANATIONS.map((explained) => explained.class).toSorted()).toEqual([...FINDING_CLASSES].toSorted());
});

test.each(EXPLANATIONS)("$class names the demands it answers, each once and by its number", ({ demands }) => {
  expect(demands.length).toBeGreaterThan(0);
  expect(demands.filter((id) => !/^S[0-3]\.[1-9]\d{0,2}$/.test(id))).toEqual([]);
  expect(new Set(demands).size).toBe(demands.length);
});

test("docs/semantics.md says what the checks say", () => {
  expect(readFileSync("docs/semantics.md", "utf8")).toBe(writeSemantics());
});
