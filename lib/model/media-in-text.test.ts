import { expect, test } from "vitest";
import { mediaIn, previewAddress } from "./media-in-text.ts";

const MIXED = "aB3".repeat(683).slice(0, 2048);

test.each([
  ["data:image/png;base64,iVBORw0KGgo=", { mediaType: "image/png", bytes: 8, hasPreview: true }],
  ["data:text/html,<script>", { mediaType: "text/html", bytes: 8, hasPreview: false }],
  [`/9j/${MIXED}`, { mediaType: "image/jpeg", bytes: 1539, hasPreview: true }],
  [MIXED, { mediaType: "", bytes: 1536, hasPreview: false }],
  ["a long text of words ".repeat(200), undefined],
  ["A".repeat(5000), undefined],
  ["iVBORw0KGgo", undefined],
  [`{"a":"${MIXED}"}`, undefined],
  ["", undefined],
])("files that stand in texts are told from texts: %.24s…", (text, media) => {
  expect(mediaIn(text)).toEqual(media);
});

test("only pictures of pixels have an address to be drawn under, and it holds nothing but their base64", () => {
  expect(previewAddress("data:image/png;base64,iVBORw0KGgo=")).toBe("data:image/png;base64,iVBORw0KGgo=");
  expect(previewAddress('data:image/png;base64,iVBORw0KGgo="onerror=alert(1)')).toBeUndefined();
  expect(previewAddress("data:image/svg+xml;base64,PHN2Zz4=")).toBeUndefined();
});
