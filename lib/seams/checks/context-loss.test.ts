import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const picture = (sent: string, received: string): string => `
    orchestrator  |==     |  producer  handoff.id=h1  handoff.sent.payload=${sent}
    a:worker      |    == |  consumer  handoff.id=h1  handoff.received.payload=${received}`;

test("a field that was sent and is nowhere in what arrived is lost at its pointer", () => {
  const [handoff] = judgeDrawing(picture('{"task":"book a flight","constraints":{"budget":400}}', '{"task":"book a flight"}'));
  expect(handoff?.findings).toMatchObject([{ class: "context_loss", pointer: "/constraints/budget", severity: "error" }]);
});

test("a value that arrived under another name has arrived", () => {
  expect(classesIn(picture('{"order":"A-100"}', '{"order_id":"A-100","user":"u1"}'))).toEqual([]);
});

test("a changed value is not lost", () => {
  expect(classesIn(picture('{"total":10.25}', '{"total":10}'))).toEqual(["value_drift"]);
});

const inferred = (prompt: string): string => `
    manager            |======   |
      [execute_tool]   |  ====   |  gen_ai.operation.name=execute_tool  gen_ai.tool.name=ask  gen_ai.tool.call.arguments={"question":"refund policy?","deadline":"by Friday"}
        specialist     |   ==    |  gen_ai.input.messages=[{"role":"user","parts":[{"type":"text","content":"${prompt}"}]}]`;

test("a tool argument that the target's model never read is a warning", () => {
  expect(judgeDrawing(inferred("Refund policy?"))[0]).toMatchObject({ failed: false, findings: [{ class: "context_loss", severity: "warning", pointer: "/deadline" }] });
  expect(classesIn(inferred("REFUND policy? (By Friday)"))).toEqual([]);
});
