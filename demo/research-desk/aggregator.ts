import type { Dice } from "../dice.ts";
import { agentAt, chat, given, tokensIn } from "../gen-ai.ts";
import { type HandoffCard, handOver } from "../handoff.ts";
import { longText } from "../newsroom/writing.ts";
import type { Activity } from "../telemetry.ts";
import { VERSION } from "./planner.ts";
import type { Question } from "./questions.ts";
import { type Findings, cutTo } from "./research-brief.ts";

/** Most reports are a page or two. */
const ORDINARY_TOKENS = 800;
const LONG_TOKENS = 2048;

/** Puts the workers' answers together, has them edited, and hands the brief to those who publish. */
export async function aggregate(flow: Activity, question: Question, answers: readonly string[], card: HandoffCard, dice: Dice, isLong: boolean) {
  const asked = `Question: ${question.text}\n${answers.join("\n")}`;
  const run = flow.begin("invoke_agent aggregator", { attributes: { ...agentAt("aggregator", VERSION), ...given(question.thread, asked) } });
  const recommendation = `Take the vendor that is ahead in support quality; ${question.constraints.deadline}.`;
  await chat(run, dice, { asked, answered: recommendation, usuallyMs: 3000 });
  await edit(run, question, recommendation, dice);
  const report = `${answers.join(" ")} ${longText(dice, question.subject, 10_000)}`;
  const brief: Findings = { number: question.number, question: question.text, recommendation, constraints: question.constraints, report };
  const written = cutTo(brief, isLong ? LONG_TOKENS : Math.min(dice.around(ORDINARY_TOKENS, 0.1), 1000));
  const parcel = await handOver(run, card, written, { "handoff.sent.tokens": tokensIn(JSON.stringify(written)), "handoff.tokens.method": "estimate" });
  await run.end();
  return parcel;
}

/** The editor works inside the aggregator's own run: no tool, no message, just a nested agent. */
async function edit(run: Activity, question: Question, text: string, dice: Dice): Promise<void> {
  const asked = `Tighten this: ${text}`;
  const editor = run.begin("invoke_agent editor", { attributes: { ...agentAt("editor", VERSION), ...given(question.thread, asked) } });
  await chat(editor, dice, { asked, answered: text, usuallyMs: 1100 });
  await editor.end();
}
