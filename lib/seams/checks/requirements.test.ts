import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { EXPLANATIONS } from "./all-explanations.ts";

/** How many demands each article makes. */
const DEMANDS = { S0: 50, S1: 31, S2: 133, S3: 41 };
const ROW = /^\| (S[0-3])\.(\d+) \| [^|]+ \| (yes|partly|not yet|not answered|outside the product)[^|]*\|$/;

const rows = readFileSync("docs/requirements.md", "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| S"));

test("every demand is answered, once and in order", () => {
  const expected = Object.entries(DEMANDS).flatMap(([article, count]) => Array.from({ length: count }, (_, index) => `${article}.${index + 1}`));
  expect(rows.filter((row) => !ROW.test(row))).toEqual([]);
  expect(rows.map((row) => `${ROW.exec(row)?.[1]}.${ROW.exec(row)?.[2]}`)).toEqual(expected);
});

test.each(EXPLANATIONS)("the demands that $class answers are said to be answered", ({ demands }) => {
  const answered = new Map(rows.map((row) => [`${ROW.exec(row)?.[1]}.${ROW.exec(row)?.[2]}`, ROW.exec(row)?.[3]]));
  expect(demands.filter((id) => !["yes", "partly"].includes(answered.get(id) ?? ""))).toEqual([]);
});
