import { expect, test } from "vitest";
import { doubtOf } from "./key-strength.ts";

const doubtful = (key: string, traces = 2): boolean => doubtOf({ kind: "gen_ai.tool.call.id", key }, traces) !== undefined;

test("a tool call's id joins traces unless whoever made it only counted, or many traces carry it", () => {
  expect(["call_1", "call_1_0", "tool-12", "3"].map((key) => doubtful(key))).toEqual([true, true, true, true]);
  expect(["call_WdH3kPx9QzT1", "toolu_01A09q90qw90lq917835lq9", "adk-8387323d-a57e-4a8f-910a-ab2bb3f244f3"].map((key) => doubtful(key))).toEqual([false, false, false]);
  expect(doubtful("call_WdH3kPx9QzT1", 5)).toBe(true);
});
