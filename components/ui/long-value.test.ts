import { expect, test } from "vitest";
import { blobOf, formatBytes } from "./long-value.tsx";

const KIB = "A".repeat(2048);

test.each([
  ["data:image/png;base64,iVBORw0KGgo=", { type: "image/png", bytes: 9 }],
  [`/9j/${KIB}`, { type: "image/jpeg", bytes: 1539 }],
  [`${KIB}AAAA`, { type: "base64", bytes: 1539 }],
  ["a long text of words ".repeat(200), undefined],
  ["iVBORw0KGgo", undefined],
  [`{"a":"${KIB}"}`, undefined],
  ["", undefined],
])("files in base64 are told from texts: %.24s…", (value, blob) => {
  expect(blobOf(value)).toEqual(blob);
});

test("bytes are said in their unit", () => {
  expect([1, 2048, 3 * 1024 ** 2].map(formatBytes)).toEqual(["1 byte", "2.0 KiB", "3.0 MiB"]);
});
