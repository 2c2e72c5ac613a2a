import { SpanKind } from "@opentelemetry/api";
import { playAgent } from "../agent.ts";
import { diceFor } from "../dice.ts";
import { agentAt, useTool } from "../gen-ai.ts";
import { about, taken } from "../handoff.ts";
import type { Activity } from "../telemetry.ts";
import { Approved, CYCLE_MS, DRAFTS, Draft, EXECUTOR, MINUTE_MS } from "./queues.ts";

const VERSION = "1.9.3";
const FIRST_CYCLE_MS = 24 * MINUTE_MS;

/** Publishes what has been approved, twice an hour: looks up each draft by its id, posts it, exits until the next cycle. */
await playAgent(async ({ clock, folder, telemetry }) => {
  const service = telemetry(EXECUTOR, VERSION);
  const firstMs = clock.day.startMs + clock.wait(FIRST_CYCLE_MS);
  const nextCycle = (atMs: number) => firstMs + Math.ceil((atMs - firstMs) / clock.wait(CYCLE_MS)) * clock.wait(CYCLE_MS);
  for await (const { atMs, items } of inCycles(folder.inbox("approved", Approved, ["approval-bot"]), nextCycle)) {
    const cycle = service.begin(`cycle ${atMs - clock.day.startMs}`, "cron publish approved drafts", atMs);
    for (const approved of items) await publish(cycle, approved, folder.fetch(DRAFTS, approved.card.id));
    await cycle.end();
  }
});

async function publish(cycle: Activity, { card, traceparent, piece }: Approved, text: string | undefined): Promise<void> {
  const dice = diceFor(`publish ${piece}`);
  const run = cycle.begin(`invoke_agent ${EXECUTOR}`, {
    kind: SpanKind.CONSUMER,
    attributes: { ...agentAt(EXECUTOR, VERSION), ...about(card), "handoff.contract.accepted_versions": ["^1.0.0"] },
    links: [{ traceparent, handoffId: card.id }],
  });
  run.spend(dice.around(35));
  if (text === undefined) {
    run.tell({ "handoff.received.size": 0, "handoff.warnings": ["no_draft_text_found"], "handoff.state": "completed" });
    run.mention("execution_skipped", { reason: "no_draft_text_found", "draft.id": card.id });
    return run.end();
  }
  const draft = Draft.parse(JSON.parse(text));
  run.tell(taken(draft));
  await useTool(run, "publish_post", { channel: draft.channel, in_reply_to: draft.inReplyTo }, dice.around(420));
  await run.end();
}

interface Cycle {
  atMs: number;
  items: Approved[];
}

/** Gathers what waits for the same cycle, in order of time. */
async function* inCycles(items: AsyncIterable<Approved>, nextCycle: (atMs: number) => number): AsyncGenerator<Cycle> {
  let gathered: Cycle = { atMs: 0, items: [] };
  for await (const item of items) {
    const atMs = nextCycle(item.atMs);
    if (atMs !== gathered.atMs && gathered.items.length > 0) yield gathered;
    gathered = atMs === gathered.atMs ? { atMs, items: [...gathered.items, item] } : { atMs, items: [item] };
  }
  if (gathered.items.length > 0) yield gathered;
}
