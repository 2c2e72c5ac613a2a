import type { Dice } from "../dice.ts";
import { type Tool, agentAt, chat, given, toolRun } from "../gen-ai.ts";
import type { Activity } from "../telemetry.ts";
import type { Question } from "./questions.ts";
import { type Task, VERSION, type Worker } from "./planner.ts";

const CHECK_SOURCES: Tool = {
  name: "check_sources",
  description: "Ask the source checker whether claims hold",
  schema: { type: "object", properties: { claims: { type: "array", items: { type: "string" } } }, required: ["claims"] },
};

/** What a worker does not do as it should. */
export type Lapse = "budget forgotten" | "contracts read to the end";

/** What a worker said, and when it was done with it. */
export interface Answer {
  text: string;
  endedMs: number;
}

/** Reading long contracts takes this much longer. */
const READING_MS = 30_000;

/** Works on a task and answers in prose: forgetful, its prompt is put together without the budget; thorough, it takes its time. */
export async function work(flow: Activity, task: Task, question: Question, dice: Dice, lapse: Lapse | undefined): Promise<Answer> {
  const prompt = promptFor(task, lapse === "budget forgotten" ? question.constraints.budget : undefined);
  const run = flow.begin(`invoke_agent ${task.worker}`, { attributes: { ...agentAt(task.worker, VERSION), ...given(question.thread, prompt) } });
  const answer = answerOf(task.worker, question, dice);
  if (task.worker === "research") await haveSourcesChecked(run, prompt, question, dice);
  await chat(run, dice, { asked: prompt, answered: answer, usuallyMs: 3800 });
  if (lapse === "contracts read to the end") run.spend(READING_MS);
  await run.end();
  return { text: answer, endedMs: run.nowMs };
}

const promptFor = (task: Task, forgotten: string | undefined): string => {
  const prompt = `You are the ${task.worker} agent. Work on: ${task.arguments}`;
  return forgotten === undefined ? prompt : prompt.replace(`"budget":${JSON.stringify(forgotten)},`, "");
};

/** Another agent, used like a tool: it is asked and it answers. */
async function haveSourcesChecked(run: Activity, prompt: string, question: Question, dice: Dice): Promise<void> {
  const claims = [`Two of the vendors of ${question.subject} were bought this year`, "All four publish their uptime"];
  const call = JSON.stringify({ claims });
  await chat(run, dice, { asked: prompt, answered: "", tools: [CHECK_SOURCES], calls: [{ tool: CHECK_SOURCES.name, arguments: call }] });
  const verdict = "Both claims hold; the newest source is two weeks old.";
  const tool = run.begin(`execute_tool ${CHECK_SOURCES.name}`, { attributes: toolRun(CHECK_SOURCES.name, call, verdict) });
  tool.spend(dice.around(14));
  const asked = `Check each claim: ${claims.join("; ")}`;
  const checker = tool.begin("invoke_agent source-checker", { attributes: { ...agentAt("source-checker", VERSION), ...given(question.thread, asked) } });
  checker.spend(20);
  await chat(checker, dice, { asked, answered: verdict, usuallyMs: 1900 });
  await checker.end();
  await tool.end();
}

function answerOf(worker: Worker, { subject, constraints }: Question, dice: Dice): string {
  const share = dice.between(12, 38);
  const answers: Record<Worker, string> = {
    research: `Of the four vendors of ${subject}, two cover all we need and one is clearly ahead in support quality; the fourth lost ${share} percent of its customers last year.`,
    pricing: `For ${subject} the list price at our size is between ${share}00 and ${share + 9}00 euros a month, and overage is billed separately by three of them (${constraints.budget}).`,
    legal: `All vendors of ${subject} but one store data inside the EU, and the contracts end with ${dice.between(30, 90)} days of notice; liability is capped at one yearly fee.`,
  };
  return answers[worker];
}
