import { expect, test } from "vitest";
import { judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const CHAT = "gen_ai.operation.name=chat";
const tokens = (picture: string) => judgeDrawing(picture).map((handoff) => handoff.workTokens);

test("a target's tokens are those of its own model calls, whatever dialect tells them, and of nobody below it", () => {
  expect(tokens(`
    planner       |=        |  handoff.id=h1  handoff.target.agent.name=worker  producer
    worker        | ======= |  handoff.id=h1  consumer
      [chat]      | =       |  ${CHAT}  gen_ai.usage.input_tokens=100  gen_ai.usage.output_tokens=20
      [llm]       |  =      |  openinference.span.kind=LLM  llm.token_count.prompt=7  llm.token_count.completion=3
      [old]       |   =     |  ${CHAT}  gen_ai.usage.prompt_tokens=4  gen_ai.usage.completion_tokens=1
      helper      |    ==   |
        [chat]    |    =    |  ${CHAT}  gen_ai.usage.input_tokens=5000
  `)[0]).toBe(135);
});

test("a call that two instrumentations tell counts once", () => {
  expect(tokens(`
    planner       |=        |  handoff.id=h1  handoff.target.agent.name=worker  producer
    worker        | ======= |  handoff.id=h1  consumer
      [outer]     | ===     |  ${CHAT}  gen_ai.usage.input_tokens=100
        [inner]   | =       |  ${CHAT}  gen_ai.usage.input_tokens=100
  `)).toEqual([100]);
});

test("where no call tells its use, the run's own sum counts; where nothing does, it is unknown and not nothing", () => {
  expect(tokens(`
    planner       |=        |  handoff.id=h1  handoff.target.agent.name=worker  producer
    worker        | ======= |  handoff.id=h1  consumer  gen_ai.usage.input_tokens=9
      [chat]      | =       |  ${CHAT}
  `)).toEqual([9]);
  expect(tokens(`
    planner       |=        |  handoff.id=h1  handoff.target.agent.name=worker  producer
    worker        | ======= |  handoff.id=h1  consumer
      [chat]      | =       |  ${CHAT}
  `)).toEqual([null]);
});

test("what each side says of intent and constraints is kept, and who came before", () => {
  const [handoff] = judgeDrawing(`
    planner       |=        |  handoff.id=h2  handoff.parent_id=h1  handoff.target.agent.name=worker  producer  handoff.intent.text=Refund A-17  handoff.constraints=["at most 100"]
    worker        | ======= |  handoff.id=h2  consumer
  `);
  expect(handoff).toMatchObject({
    parentId: "h1",
    carried: { intent: { sent: "Refund A-17", received: null }, constraints: { sent: ["at most 100"], received: null } },
  });
});
