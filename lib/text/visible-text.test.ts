import { expect, test } from "vitest";
import { visibleText } from "./visible-text.ts";

test("what cannot be seen, or hides what can, is written out", () => {
  expect(visibleText("a\u202eb\0c\u{feff}d\ud800e\u001b[31m\r\u2028")).toBe("a\\u{202e}b\\u{0}c\\u{feff}d\\u{d800}e\\u{1b}[31m\\u{d}\\u{2028}");
});

test("lines, tabs and all that can be seen stay as they are", () => {
  const text = '{\n\t"name": "Grüße \u{1f600} 手渡し"\n}';
  expect(visibleText(text)).toBe(text);
});
