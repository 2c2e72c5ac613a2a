import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

test("an approved handoff whose content is gone is one payload_missing, and silent", () => {
  const picture = `
    creator     |==          |  producer  handoff.id=h1  handoff.sent.payload={"text":"Hello there"}
    a:approver  |   ==       |  handoff.id=h1  handoff.gate.status=approved  gen_ai.operation.name=chat
    b:executor  |       ==   |  consumer  handoff.id=h1  handoff.received.size=0  error.type=no_draft_text_found  handoff.state=completed`;
  const [handoff] = judgeDrawing(picture);
  expect(handoff?.findings).toMatchObject([{ class: "payload_missing", reason: "no_draft_text_found" }]);
  expect(handoff).toMatchObject({ verdict: "delivered", failed: true, silent: true });
});

test("an empty payload at the sender is the producer's fault", () => {
  const picture = `
    creator     |==     |  producer  handoff.id=h1  handoff.sent.payload={}
    a:executor  |    == |  consumer  handoff.id=h1`;
  expect(judgeDrawing(picture)[0]?.findings).toMatchObject([{ class: "payload_missing", side: "producer" }]);
});

test("what was empty when it left is not blamed on the way, although the receiver reports it empty too", () => {
  const picture = `
    creator     |==     |  producer  handoff.id=h1  handoff.sent.payload={}
    a:executor  |    == |  consumer  handoff.id=h1  handoff.received.payload={}`;
  expect(judgeDrawing(picture)[0]?.findings).toMatchObject([{ class: "payload_missing", side: "producer", reason: "payload empty at the sender" }]);
});

test("a transfer tool without arguments hands over the conversation, and misses nothing", () => {
  const picture = `
    triage            |===     |
      [transfer]      | =      |  gen_ai.operation.name=execute_tool  gen_ai.tool.name=transfer_to_billing  gen_ai.tool.call.arguments={}
    billing           |   ===  |`;
  expect(judgeDrawing(picture)).toMatchObject([{ rule: "T", verdict: "delivered", findings: [] }]);
});

const draft = (payload: string): string => `
    creator       |==         |  producer  handoff.id=h1  handoff.target.agent.name=executor  handoff.sent.payload=${payload}
    a:[telegram]  |   ==      |  handoff.id=h1  handoff.gate.type=approval  handoff.gate.status=approved`;

test("an approval of something that was empty when it left is found before anybody receives it", () => {
  expect(classesIn(draft("{}"), 10)).toEqual(["payload_missing"]);
  expect(classesIn(draft('{"text":"a fine draft"}'), 10)).toEqual([]);
});
