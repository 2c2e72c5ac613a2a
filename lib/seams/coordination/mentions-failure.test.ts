import { describe, expect, test } from "vitest";
import { mentionsFailure } from "./mentions-failure.ts";

describe("a failure is mentioned", () => {
  test.each([
    "2 of 5 workers failed",
    "Unfortunately the prices are not known",
    "I couldn't reach the archive",
    "The answer was put together without the legal part",
    '{"report":"fine","failed":2}',
    '{"report":"fine","errors":["timeout"]}',
    '{"report":"fine","status":"partial"}',
    '{"report":"fine","ok":false}',
    '{"report":"fine","warnings":["output shortened"]}',
    '[{"role":"assistant","content":"{\\"status\\":\\"degraded\\"}"}]',
  ])("%s", (text) => expect(mentionsFailure(text)).toBe(true));
});

describe("no failure is mentioned", () => {
  test.each([
    "",
    "Here is your report on all vendors",
    "Everything went through without errors",
    "Zero failures, no known issues",
    '{"report":"fine","failed":0,"errors":[],"ok":true}',
    '{"report":"fine","error":null,"missing":"none","has_errors":false}',
    '{"report":"fine","warnings":[]}',
  ])("%s", (text) => expect(mentionsFailure(text)).toBe(false));
});
