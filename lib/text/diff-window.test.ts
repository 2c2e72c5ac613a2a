import * as fc from "fast-check";
import { expect, test } from "vitest";
import { windowsOf } from "./diff-window.ts";

test("short texts are shown whole", () => {
  expect(windowsOf("abc", "abd", 100)).toEqual({ sent: { text: "abc", before: 0, after: 0 }, received: { text: "abd", before: 0, after: 0 }, equal: 2 });
});

test("of long texts the place is shown where they first differ", () => {
  const sent = `${"x".repeat(3000)}THE LOST HALF${"y".repeat(3000)}`;
  const { sent: left, received, equal } = windowsOf(sent, "x".repeat(3000), 500);
  expect(equal).toBe(3000);
  expect(left.text).toContain("THE LOST HALF");
  expect(left).toMatchObject({ before: 2840, after: sent.length - 3340 });
  expect(received).toEqual({ text: "x".repeat(160), before: 2840, after: 0 });
});

test("what is shown and what is left out add up to the whole text", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 900 }), fc.string({ maxLength: 900 }), fc.integer({ min: 1, max: 300 }), (a, b, size) => {
      const { sent, received } = windowsOf(a, b, size);
      expect(sent.before + sent.text.length + sent.after).toBe(Math.max(a.length, sent.before));
      expect(received.before + received.text.length + received.after).toBe(Math.max(b.length, received.before));
    }),
  );
});
