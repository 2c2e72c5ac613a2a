import * as fc from "fast-check";
import { expect, test } from "vitest";
import { matchesWildcard } from "./wildcard.ts";

test.each([
  ["planner", "Planner", true], ["planner", "planner-2", false], ["plan*", "planner", true], ["*ner", "planner", true], ["p*n*r", "planner", true],
  ["*", "", true], ["", "", true], ["a*a", "a", false], ["*ab*ab*", "xabx", false], ["ab*ba", "aba", false],
])("%j is about %j: %s", (pattern, text, expected) => {
  expect(matchesWildcard(pattern, text)).toBe(expected);
});

test("a pattern means what it would as a regular expression", () => {
  const letters = fc.array(fc.constantFrom("a", "b", "*"), { maxLength: 8 });
  fc.assert(
    fc.property(letters, fc.array(fc.constantFrom("a", "b"), { maxLength: 10 }), (pattern, text) => {
      const expected = new RegExp(`^${pattern.map((letter) => (letter === "*" ? ".*" : letter)).join("")}$`).test(text.join(""));
      expect(matchesWildcard(pattern.join(""), text.join(""))).toBe(expected);
    }),
  );
});
