import { playAgent } from "../agent.ts";
import { busyness } from "../clock.ts";
import { type Dice, diceFor } from "../dice.ts";
import { agentAt, chat } from "../gen-ai.ts";
import { handOver } from "../handoff.ts";
import { idFor } from "../story-day.ts";
import { type Brief, CYCLE_MS, MINUTE_MS } from "./queues.ts";

const VERSION = "3.2.0";
/** What each agent is woken for, and how many drafts an ordinary cycle of the day asks of it. */
const CREW = [
  { agent: "outbound-engager", goal: "answer posts of people we follow", drafts: 14, every: 1 },
  { agent: "inbound-engager", goal: "answer comments on our posts", drafts: 12, every: 1 },
  { agent: "blog-publisher", goal: "write the feed note of the hour", drafts: 1, every: 2 },
] as const;

/** Wakes the newsroom's agents twice an hour and tells each what is wanted. */
await playAgent(async ({ clock, folder, telemetry }) => {
  const service = telemetry("orchestrator", VERSION);
  const boxes = new Map(CREW.map(({ agent }) => [agent, folder.outbox<Brief>(`briefs-${agent}`, "orchestrator")]));
  for await (const { n, atMs } of clock.rounds(CYCLE_MS, 90 * MINUTE_MS)) {
    const dice = diceFor(`orchestrator ${n}`);
    const run = service.begin(`cycle ${n}`, "invoke_agent orchestrator", atMs, { attributes: agentAt("orchestrator", VERSION) });
    const awake = CREW.filter(({ every }) => n % every === 0);
    const answered = `Wake ${awake.map(({ agent }) => agent).join(", ")}.`;
    await chat(run, dice, { asked: `It is cycle ${n}. Who should work, and on what?`, answered, usuallyMs: 900 });
    for (const { agent, goal, drafts } of awake) {
      const id = `brief:${agent}:${idFor(clock.day, `cycle ${n} ${agent}`, 10)}`;
      const card = { id, source: "orchestrator", target: agent, contract: "cycle-brief", version: "1.0.0", correlation: `${clock.day.id} cycle ${n}` };
      const payload: Brief["payload"] = { cycle: n, goal, drafts: howMany(drafts, n, agent, clock.progress(atMs), dice), tone: "plain, helpful, no slogans" };
      boxes.get(agent)?.put(await handOver(run, card, clock.day.live ? { ...payload, drafts: Math.min(payload.drafts, 4) } : payload));
    }
    await run.end();
  }
  for (const box of boxes.values()) box.close();
});

/** The morning's last big round of replies asks for twenty. */
function howMany(usual: number, cycle: number, agent: string, progress: number, dice: Dice): number {
  if (agent === "outbound-engager" && cycle === 42) return 20;
  return Math.max(1, Math.round(usual * busyness(progress) * dice.around(1, 0.2)));
}
