import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const picture = (sent: string, received: string): string => `
    orchestrator  |==     |  producer  handoff.id=h1  handoff.source.agent.name=orchestrator  ${sent}
    a:worker      |    == |  consumer  handoff.id=h1  ${received}`;
const asked = "handoff.intent.text=Cancel order A-100 and tell me why it was late";

test("another request at the target is an error, one that is nowhere in its payload a warning", () => {
  expect(judgeDrawing(picture(asked, "handoff.intent.text=Cancel order A-100"))[0]?.findings).toMatchObject([{ class: "intent_drift", severity: "error", reason: "another intent arrived" }]);
  expect(judgeDrawing(picture(asked, 'handoff.received.payload={"task":"cancel order A-100"}'))[0]?.findings).toMatchObject([{ class: "intent_drift", severity: "warning" }]);
  expect(classesIn(picture("", "handoff.intent.preserved=false"))).toEqual(["intent_drift"]);
});

test("the same request by text or hash, inside a prompt, or captured in part is no drift", () => {
  const hash = "handoff.intent.hash=sha256:74bd23a30fdbe2d0a0a74f0a8a8bb1a4c4a6d9f7a4b6f3b4c1f7d8e9a0b1c2d3";
  expect(classesIn(picture(asked, "handoff.intent.text=cancel ORDER a-100 and tell me why it was LATE"))).toEqual([]);
  expect(classesIn(picture(hash, hash))).toEqual([]);
  expect(classesIn(picture(asked, 'handoff.received.payload={"prompt":"The user says: cancel order A-100 and tell me why it was late. Do it."}'))).toEqual([]);
  expect(classesIn(picture(asked, "handoff.received.payload=cancel  handoff.received.size=9000"))).toEqual([]);
  expect(classesIn(picture(asked, ""))).toEqual([]);
});
