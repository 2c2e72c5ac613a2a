import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const picture = (gate: string, terms = "handoff.gate.required=true"): string => `
    creator     |==          |  producer  handoff.id=h1  ${terms}
    ${gate}
    b:executor  |       ==   |  consumer  handoff.id=h1`;
const bot = (status: string): string => `a:[telegram] |   ==       |  handoff.id=h1  handoff.gate.type=approval  handoff.gate.status=${status}`;

test("what needs an approval and was received without one is unapproved, and silent", () => {
  expect(judgeDrawing(picture(""))).toMatchObject([
    { verdict: "delivered", silent: true, findings: [{ class: "unapproved", side: "consumer", reason: "received without an approval request" }] },
  ]);
  expect(judgeDrawing(picture(bot("pending")))[0]?.findings).toMatchObject([{ class: "unapproved", reason: "received before a decision" }]);
  expect(classesIn(picture("", "handoff.gate.type=approval  handoff.sent.payload=a fine draft"))).toEqual(["unapproved"]);
});

test("a decision on record, also one to bypass the gate, and a handoff without a gate are none", () => {
  expect(classesIn(picture(bot("approved")))).toEqual([]);
  expect(classesIn(picture(bot("bypassed")))).toEqual([]);
  expect(classesIn(picture("", "handoff.gate.required=false"))).toEqual([]);
  expect(classesIn(picture("", ""))).toEqual([]);
});

test("a draft for which nobody was asked is found by the clock, and heals when somebody is", () => {
  const draft = "    creator     |==          |  producer  handoff.id=h1  handoff.gate.required=true";
  expect(classesIn(draft, 30)).toEqual([]);
  expect(judgeDrawing(draft, 3600)[0]?.findings).toMatchObject([{ class: "lost" }, { class: "unapproved", side: "producer", reason: "waiting without an approval request" }]);
  expect(classesIn(`${draft}\n    ${bot("pending")}`, 3600)).toEqual([]);
});
