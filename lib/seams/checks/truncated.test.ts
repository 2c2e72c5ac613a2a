import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const picture = (sent: string, received: string): string => `
    orchestrator  |==     |  producer  handoff.id=h1  ${sent}
    a:worker      |    == |  consumer  handoff.id=h1  ${received}`;

test("a text that is the mere beginning of the one sent was cut off", () => {
  const brief = "the whole of the brief, with every constraint at its very end";
  const [handoff] = judgeDrawing(picture(`handoff.sent.payload={"brief":"${brief}"}`, `handoff.received.payload={"brief":"${brief.slice(0, 30)}…"}`));
  expect(handoff?.findings).toMatchObject([{ class: "truncated", pointer: "/brief", evidence: { seenCharacters: "31" } }]);
});

test("fewer tokens seen than sent, and a reported truncation, are told once", () => {
  expect(classesIn(picture("handoff.sent.tokens=2048", "handoff.received.tokens=1024"))).toEqual(["truncated"]);
  expect(classesIn(picture("handoff.sent.tokens=2048  handoff.truncation.applied=true", "handoff.received.tokens=1024"))).toEqual(["truncated"]);
});

test("JSON that was cut off is truncated, not prose", () => {
  expect(classesIn(picture('handoff.sent.payload={"notes":"a long list of notes"}', 'handoff.received.payload={"notes":"a long li'))).toEqual(["truncated"]);
});

test("fewer tokens because a whole field is gone are the context loss alone", () => {
  const sent = 'handoff.sent.payload={"task":"book a flight","budget":400}  handoff.sent.tokens=12';
  const received = 'handoff.received.payload={"task":"book a flight"}  handoff.received.tokens=7';
  expect(classesIn(picture(sent, received))).toEqual(["context_loss"]);
});

test("a shorter wording of the same is no truncation", () => {
  expect(classesIn(picture('handoff.sent.payload={"brief":"please write about cats"}', 'handoff.received.payload={"brief":"write about cats, please"}'))).toEqual(["value_drift"]);
});
