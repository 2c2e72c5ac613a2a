import { expect, test } from "vitest";
import { prettyPayload } from "./pretty-payload.ts";

test("JSON is laid out, and everything is shown when it is short", () => {
  expect(prettyPayload({ body: '{"a":[1]}', mediaType: "application/json", sizeBytes: 9 })).toEqual({ shown: '{\n  "a": [\n    1\n  ]\n}', hidden: "" });
});

test("what claims to be JSON and is not is shown as it came", () => {
  expect(prettyPayload({ body: "{oops", mediaType: "application/json", sizeBytes: 5 }).shown).toBe("{oops");
});

test("a long payload is shown from its beginning, and says so", () => {
  const { shown, hidden } = prettyPayload({ body: "x".repeat(50_000), mediaType: "text/plain", sizeBytes: 50_000 });
  expect(shown).toHaveLength(32_000);
  expect(hidden).toBe("Only the first 32 kB are shown.");
});

test("a payload that did not come whole says how much of it did", () => {
  expect(prettyPayload({ body: "abc", mediaType: "text/plain", sizeBytes: 5000 }).hidden).toBe("Of 5.0 kB, the first 3 B came with the telemetry.");
  expect(prettyPayload({ body: "", mediaType: "text/plain", sizeBytes: 5000 }).hidden).toBe("Of 5.0 kB, nothing came with the telemetry.");
});
