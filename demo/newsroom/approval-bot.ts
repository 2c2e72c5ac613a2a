import { playAgent } from "../agent.ts";
import { diceFor } from "../dice.ts";
import { about } from "../handoff.ts";
import { handleAll } from "../handle-all.ts";
import { ApprovalRequest, type Approved, DRAFT_DEADLINE_MS, MINUTE_MS } from "./queues.ts";

const BOT = "approval-bot";
const AUTHORS = ["outbound-engager", "inbound-engager", "blog-publisher"];
/** Whatever is asked late in the day is answered before the executor's last cycle. */
const ANSWERED_BEFORE_END_MS = 35 * MINUTE_MS;

/** Shows each draft to the editor in Telegram and queues what the editor approves. The gate's span runs from question to answer. */
await playAgent(async ({ clock, folder, telemetry }) => {
  const service = telemetry(BOT, "1.2.0");
  const approved = folder.outbox<Approved>("approved", BOT);
  await handleAll(folder.inbox("for-approval", ApprovalRequest, AUTHORS), async ({ atMs, traceparent, card, piece, mishap }) => {
    const dice = diceFor(`${BOT} ${piece}`);
    const gate = service.begin(card.id, "approval telegram", atMs + dice.around(300), {
      attributes: {
        ...about(card),
        "handoff.gate.id": card.id, "handoff.gate.type": "approval", "handoff.gate.status": "pending", "handoff.gate.risk_tier": "low",
        "handoff.gate.approver.id": "telegram:duty-editor", "handoff.gate.approver.type": "human",
      },
      links: [{ traceparent, handoffId: card.id }],
    });
    if (mishap === "no answer") return gate.end();
    const longestMs = Math.max(MINUTE_MS, clock.day.endMs - ANSWERED_BEFORE_END_MS - gate.nowMs);
    const thinkingMs = mishap === "slow answer" ? DRAFT_DEADLINE_MS * 1.3 : Math.min(dice.around(4 * MINUTE_MS, 0.7), 20 * MINUTE_MS, longestMs);
    gate.spend(clock.wait(thinkingMs));
    const isApproved = !dice.chance(0.03);
    gate.tell({ "handoff.gate.status": isApproved ? "approved" : "rejected", "handoff.gate.wait_duration": clock.wait(thinkingMs) / 1000 });
    if (!isApproved) gate.tell({ "handoff.gate.reason": dice.pick(["the tone is off", "already answered by hand", "not our topic"]) });
    await gate.end();
    if (isApproved && mishap !== "approval not queued") approved.put({ atMs: gate.nowMs, traceparent, card, piece });
  });
  approved.close();
});
