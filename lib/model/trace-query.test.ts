import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readTraceQuery } from "./trace-query.ts";

test("fields narrow down, and what is left are the words", () => {
  expect(readTraceQuery('draft agent:planner service:"my service" failed:true class:lost verdict:held duration:>2s "two words"')).toEqual({
    text: "draft two words", agent: "planner", service: "my service", failed: true, class: "lost", verdict: "held", minDurationMs: 2000, problems: [],
  });
});

test.each([
  ["agent:", /^agent: expected a name/],
  ["failed:maybe", /^failed: expected true or false, not “maybe”/],
  ["class:broken", /^class: “broken” is no class/],
  ["verdict:fine", /^verdict: expected one of delivered/],
  ["duration:2s", /^duration: expected a least duration such as >500ms/],
])("%s is told by its field and what was expected", (text, problem) => {
  expect(readTraceQuery(text).problems).toEqual([expect.stringMatching(problem)]);
});

test("an id is an id, whatever colons it has", () => {
  for (const id of ["urn:task:7", "https://example.org/a?b=c:d", "handoff:h1"]) expect(readTraceQuery(id)).toEqual({ text: id, problems: [] });
});

test("any text can be read, and without a field nothing of it is lost but quotes and spaces", () => {
  const plain = fc.string().filter((text) => !/(agent|service|failed|class|verdict|duration):/.test(text));
  fc.assert(fc.property(plain, (text) => {
    expect(readTraceQuery(text).text.replaceAll(/[\s"]/g, "")).toBe(text.replaceAll(/[\s"]/g, ""));
  }));
});
