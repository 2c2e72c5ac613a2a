import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const attempts = (count: number, payloadOf: (attempt: number) => string): string =>
  Array.from({ length: count }, (_, attempt) => {
    const at = " ".repeat(attempt);
    return `
    triage  |${at}=|  client  handoff.id=h1  error  handoff.target.agent.name=refunds  handoff.retry.attempt=${attempt}  handoff.sent.payload=${payloadOf(attempt)}`;
  }).join("");

test("the same payload sent seven times is a storm", () => {
  expect(judgeDrawing(attempts(7, () => '{"order":"A-100"}'))).toMatchObject([
    { verdict: "rejected", findings: [{ class: "retry_storm", severity: "warning", evidence: { attempts: "7" } }] },
  ]);
});

test("the limit itself, and attempts that each send something else, are no storm", () => {
  expect(classesIn(attempts(6, () => '{"order":"A-100"}'))).toEqual([]);
  expect(classesIn(attempts(9, (attempt) => `{"order":"A-100","repaired":${attempt}}`))).toEqual([]);
});
