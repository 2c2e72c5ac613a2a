import { playAgent } from "../agent.ts";
import { diceFor } from "../dice.ts";
import { handleAll } from "../handle-all.ts";
import { mishapsOf } from "../mishaps.ts";
import { idFor } from "../story-day.ts";
import { aggregate } from "./aggregator.ts";
import { type Slip, VERSION, plan } from "./planner.ts";
import type { ResearchBrief } from "./research-brief.ts";
import { questionOf } from "./questions.ts";
import { work } from "./workers.ts";

const MISHAPS: Record<Slip | "budget forgotten" | "long report", readonly string[]> = {
  "subtasks as text": ["9", "33"], "plan in prose": ["21"], "budget forgotten": ["14", "38"], "long report": ["27"],
};

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
      work(flow, task, question, diceFor(`question ${n} ${task.worker}`), task.worker === "legal" && mishap === "budget forgotten")));
    flow.spend(dice.around(30));
    const id = `brief:research:${idFor(clock.day, `brief ${n}`, 10)}`;
    const card = { id, source: "aggregator", target: "blog-publisher", contract: "research-brief", version: "1.1.0", correlation: question.thread };
    briefs.put(await aggregate(flow, question, answers, card, dice, mishap === "long report"));
    await flow.end();
  });
  briefs.close();
});
