import { expect, test } from "vitest";
import { makePayload } from "./make-payload.ts";
import { readWhole, standsIn } from "./read-whole.ts";

test("a text is found in a payload, also inside JSON that is text itself", () => {
  const whole = readWhole(makePayload(JSON.stringify({ messages: [{ content: JSON.stringify({ ask: "Book  a flight\nto Rome" }) }] }), "x"));
  expect(standsIn("book a flight to Rome", whole ?? "")).toBe(true);
  expect(standsIn("book a flight to Oslo", whole ?? "")).toBe(false);
});

test("nothing is read in a payload that is empty or was captured in part", () => {
  expect(readWhole(makePayload("  ", "x"))).toBeUndefined();
  expect(readWhole(makePayload("the beginning", "x", { sizeBytes: 5000 }))).toBeUndefined();
  expect(readWhole(undefined)).toBeUndefined();
});
