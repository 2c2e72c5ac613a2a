import { playAgent } from "../agent.ts";
import { diceFor } from "../dice.ts";
import { handleAll } from "../handle-all.ts";
import { mishapsOf } from "../mishaps.ts";
import { idFor } from "../story-day.ts";
import type { Activity } from "../telemetry.ts";
import { aggregate } from "./aggregator.ts";
import { type Slip, VERSION, plan } from "./planner.ts";
import type { ResearchBrief } from "./research-brief.ts";
import { questionOf } from "./questions.ts";
import { type Answer, type Lapse, work } from "./workers.ts";

const MISHAPS: Record<Slip | Lapse | "long report", readonly string[]> = {
  "subtasks as text": ["9", "33"], "plan in prose": ["21"], "budget forgotten": ["14", "38"], "contracts read to the end": ["18", "41"], "long report": ["27"],
};

/** How long the aggregator waits for the last answer. */
const PATIENCE_MS = 15_000;

const isLapse = (mishap: string | undefined): mishap is Lapse => mishap === "budget forgotten" || mishap === "contracts read to the end";

/** The research desk: agents of one framework in one process. It tells only what frameworks tell; nothing here speaks of handoffs but the last step. */
await playAgent(async ({ clock, folder, telemetry }) => {
  const service = telemetry("research-desk", VERSION);
  const briefs = folder.outbox<ResearchBrief>("research-briefs", "research-desk");
  const mishapOf = mishapsOf(clock.day, "desk", MISHAPS);
  await handleAll(clock.arrivals("question", { perDay: 46, liveEveryMs: 12_000 }), async ({ n, atMs }) => {
    const dice = diceFor(`question ${n}`);
    const question = questionOf(n, `question-${idFor(clock.day, `question ${n}`, 8)}`, dice);
    const mishap = mishapOf(String(n));
    const flow = service.begin(`question ${n}`, "invoke_workflow research-desk", atMs, {
      attributes: { "gen_ai.operation.name": "invoke_workflow", "gen_ai.workflow.name": "research-desk", "gen_ai.conversation.id": question.thread },
    });
    const tasks = await plan(flow, question, dice, mishap === "subtasks as text" || mishap === "plan in prose" ? mishap : undefined);
    flow.spend(dice.around(9));
    const answers = await Promise.all(tasks.map((task) =>
      work(flow, task, question, diceFor(`question ${n} ${task.worker}`), task.worker === "legal" && isLapse(mishap) ? mishap : undefined)));
    const takenMs = takeUp(flow, answers);
    flow.spend(dice.around(30));
    const id = `brief:research:${idFor(clock.day, `brief ${n}`, 10)}`;
    const card = { id, source: "aggregator", target: "blog-publisher", contract: "research-brief", version: "1.1.0", correlation: question.thread };
    const taken = answers.filter((answer) => answer.endedMs <= takenMs).map((answer) => answer.text);
    briefs.put(await aggregate(flow, question, taken, card, dice, mishap === "long report"));
    flow.nowMs = answers.reduce((last, answer) => Math.max(last, answer.endedMs), flow.nowMs);
    await flow.end();
  });
  briefs.close();
});

/** When the aggregator begins: with the last answer, or without one that lets the others wait too long. */
function takeUp(flow: Activity, answers: readonly Answer[]): number {
  const [last = flow.nowMs, previous = last] = answers.map((answer) => answer.endedMs).toSorted((a, b) => b - a);
  flow.nowMs = last - previous > PATIENCE_MS ? previous : last;
  return flow.nowMs;
}
