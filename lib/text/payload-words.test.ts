import { expect, test } from "vitest";
import { payloadWords } from "./payload-words.ts";

const payload = { mediaType: "text/plain" as const, sizeBytes: 5000, tokens: 1200, from: "handoff.sent.payload", hash: "ab" };

test("a payload is told with its type, size, tokens, origin and hash", () => {
  expect(payloadWords(payload, 5000, false)).toBe("text/plain, 5.0 kB, 1,200 tokens, read from handoff.sent.payload, sha256:ab");
});

test("a payload that did not come whole says how much of it did", () => {
  expect(payloadWords({ ...payload, hash: "" }, 3, true)).toContain("only its first 3 characters came with the telemetry");
  expect(payloadWords(payload, 0, true)).toContain("nothing of it came with the telemetry");
});
