import type { Dice } from "../dice.ts";
import { type Tool, agentAt, chat, given, toolRun } from "../gen-ai.ts";
import type { Activity } from "../telemetry.ts";
import type { Question } from "./questions.ts";

export const VERSION = "0.9.4";
export const WORKERS = ["research", "pricing", "legal"] as const;
export type Worker = (typeof WORKERS)[number];

/** What a worker is asked to do: the arguments of the planner's call, as the model wrote them. */
export interface Task {
  worker: Worker;
  arguments: string;
}

/** What the model gets wrong when it plans. */
export type Slip = "subtasks as text" | "plan in prose";

/** Every worker takes a list of subtasks and the constraints that hold for all of them. */
const TASK_SCHEMA = {
  type: "object",
  properties: {
    subtasks: {
      type: "array", minItems: 1,
      items: {
        type: "object", required: ["id", "description", "priority"],
        properties: { id: { type: "string" }, description: { type: "string" }, priority: { type: "integer" } },
      },
    },
    constraints: { type: "object", properties: { budget: { type: "string" }, deadline: { type: "string" } }, required: ["budget", "deadline"] },
  },
  required: ["subtasks", "constraints"],
};
const toolFor = (worker: Worker): string => `delegate_to_${worker}`;
const TOOLS: readonly Tool[] = WORKERS.map((worker) => ({ name: toolFor(worker), description: `Hand subtasks to the ${worker} agent`, schema: TASK_SCHEMA }));

/** Splits the question into tasks and delegates them, one tool call for each worker. */
export async function plan(flow: Activity, question: Question, dice: Dice, slip: Slip | undefined): Promise<Task[]> {
  const tasks = WORKERS.map((worker) => ({ worker, arguments: writeTask(worker, question, slip) }));
  const run = flow.begin("invoke_agent planner", { attributes: { ...agentAt("planner", VERSION), ...given(question.thread, question.text) } });
  const calls = tasks.map((task) => ({ tool: toolFor(task.worker), arguments: task.arguments }));
  await chat(run, dice, { asked: question.text, answered: "", tools: TOOLS, calls, usuallyMs: 2600 });
  for (const task of tasks) await delegate(run, task);
  await run.end();
  return tasks;
}

async function delegate(run: Activity, task: Task): Promise<void> {
  const name = toolFor(task.worker);
  const call = run.begin(`execute_tool ${name}`, { attributes: toolRun(name, task.arguments) });
  call.spend(3);
  await call.end();
}

function writeTask(worker: Worker, { subject, constraints }: Question, slip: Slip | undefined): string {
  const description = DESCRIPTIONS[worker].replace("…", subject);
  if (worker === "research" && slip === "subtasks as text") return JSON.stringify({ subtasks: description, constraints });
  if (worker === "pricing" && slip === "plan in prose") return `Please have a look at what ${subject} costs these days, ${constraints.budget}, thanks!`;
  return JSON.stringify({ subtasks: [{ id: `${worker}-1`, description, priority: 1 }], constraints });
}

const DESCRIPTIONS: Record<Worker, string> = {
  research: "Compare the four best known vendors of … and name what sets them apart",
  pricing: "Find list prices for … at our size, with what is billed on top",
  legal: "Check where vendors of … keep the data and how a contract can be ended",
};
