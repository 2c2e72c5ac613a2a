import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

test("JSON sent and prose received is a format violation", () => {
  const picture = `
    planner   |==     |  producer  handoff.id=h1  handoff.sent.payload={"subtasks":["a"]}
    a:worker  |    == |  consumer  handoff.id=h1  handoff.received.payload=Sure! Here are the subtasks you asked for: a`;
  expect(judgeDrawing(picture)[0]?.findings).toMatchObject([{ class: "format_violation", side: "seam" }, { class: "accepted_invalid" }]);
});

test("prose where the tool declares a schema is the producer's format violation", () => {
  const picture = `
    planner              |======   |
      [chat]             |=        |  gen_ai.operation.name=chat  gen_ai.tool.definitions=[{"name":"ask_worker","inputSchema":{"type":"object"}}]
      [execute_tool]     |  ====   |  gen_ai.operation.name=execute_tool  gen_ai.tool.name=ask_worker  gen_ai.tool.call.arguments=please do a
        worker           |   ==    |`;
  expect(judgeDrawing(picture)[0]?.findings).toMatchObject([{ class: "format_violation", side: "producer" }, { class: "accepted_invalid" }]);
});

test("plain text on both sides is no violation where nobody declared JSON", () => {
  const picture = `
    drafter   |==     |  producer  handoff.id=h1  handoff.sent.payload=a fine draft
    a:editor  |    == |  consumer  handoff.id=h1  handoff.received.payload=a fine draft`;
  expect(classesIn(picture)).toEqual([]);
});
