import { expect, test } from "vitest";
import { evidenceWords } from "./evidence-words.ts";

test.each([
  ["lastLegAt", "1795168993676000000", { name: "last leg at", value: "2026-11-20 10:03:13.676 UTC" }],
  ["sentCharacters", "7923", { name: "sent characters", value: "7923" }],
  ["handoff_id", "9295168993676000000", { name: "handoff id", value: "9295168993676000000" }],
])("evidenceWords(%s, %s)", (name, value, words) => {
  expect(evidenceWords(name, value)).toEqual(words);
});
