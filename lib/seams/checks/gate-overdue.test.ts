import { expect, test } from "vitest";
import { judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const HOUR = 3600;

const picture = (gate: string, status = "pending"): string => `
    creator     |==     |  producer  handoff.id=h1  handoff.target.agent.name=executor  handoff.sent.payload={"text":"a draft"}
    a:approver  |   ==  |  handoff.id=h1  handoff.gate.type=approval  handoff.gate.status=${status}  gen_ai.operation.name=chat  ${gate}`;

test("a gate still open after its declared time is overdue, and held all the same", () => {
  const [before] = judgeDrawing(picture("handoff.gate.timeout=60"), 62);
  const [after] = judgeDrawing(picture("handoff.gate.timeout=60"), 64);
  expect(before).toMatchObject({ verdict: "held", findings: [], deadlineAt: after?.deadlineAt });
  expect(after).toMatchObject({ verdict: "held", failed: true, silent: false, findings: [{ class: "gate_overdue", severity: "error" }] });
});

test("the same gate judged later says the same", () => {
  expect(judgeDrawing(picture("handoff.gate.timeout=60"), 20 * HOUR)).toEqual(judgeDrawing(picture("handoff.gate.timeout=60"), 100));
});

test("where nobody declared a time it is a warning after eight hours", () => {
  expect(judgeDrawing(picture(""), 7 * HOUR)[0]?.findings).toEqual([]);
  expect(judgeDrawing(picture(""), 9 * HOUR)[0]?.findings).toMatchObject([{ class: "gate_overdue", severity: "warning" }]);
});

test("a decision, however late, ends it; an interrupt that no agent speaks of is not judged", () => {
  expect(judgeDrawing(picture("handoff.gate.timeout=1", "rejected"), 20 * HOUR)).toMatchObject([{ verdict: "rejected", findings: [] }]);
  const inferred = `
    planner       |======  |
      [execute_tool]  | =====  |  gen_ai.operation.name=execute_tool  gen_ai.tool.name=ask_executor
        executor  |  ===   |  error  status.message=GraphInterrupt: publish?`;
  expect(judgeDrawing(inferred, 20 * HOUR).flatMap((handoff) => handoff.findings)).toEqual([]);
});
