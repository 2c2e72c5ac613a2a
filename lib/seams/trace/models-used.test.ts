import { expect, test } from "vitest";
import { drawTrace, drawnAt } from "@/lib/testing/draw-trace.ts";
import { indexTrace } from "./index-trace.ts";
import { modelsUsed } from "./models-used.ts";

const used = (picture: string) => modelsUsed(indexTrace("0".repeat(32), drawTrace(picture)));

test("modelsUsed() tells each agent's models with their first and last call, by the model that answered", () => {
  const picture = `
    planner     |==========|
      [chat]    |  ==      |  gen_ai.operation.name=chat  gen_ai.request.model=large  gen_ai.response.model=large-0801
      [chat]    |==        |  gen_ai.operation.name=chat  gen_ai.request.model=large  gen_ai.response.model=large-0801
      writer    |    ===== |
        [chat]  |    ==    |  openinference.span.kind=LLM  llm.model_name=small-2`;
  expect(used(picture)).toEqual([
    { agent: "planner", model: "large-0801", firstAt: drawnAt(0), lastAt: drawnAt(2) },
    { agent: "writer", model: "small-2", firstAt: drawnAt(4), lastAt: drawnAt(4) },
  ]);
});

test("modelsUsed() takes the model asked for only from calls that succeeded: a failed one would look like a change", () => {
  expect(used("planner |====|\n  [chat] |==  |  error  gen_ai.operation.name=chat  gen_ai.request.model=large")).toEqual([]);
  expect(used("planner |====|\n  [chat] |==  |  gen_ai.operation.name=chat  gen_ai.request.model=large")).toMatchObject([{ model: "large" }]);
});

test("modelsUsed() leaves out what is no call of a model, and calls of nobody", () => {
  expect(used("planner |====|  gen_ai.request.model=large\n  [tool] |==  |  gen_ai.operation.name=execute_tool  gen_ai.request.model=large")).toEqual([]);
  expect(used("[job] |====|\n  [chat] |==  |  gen_ai.operation.name=chat  gen_ai.request.model=large")).toEqual([]);
});
