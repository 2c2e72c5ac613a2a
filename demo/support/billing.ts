import { SpanKind } from "@opentelemetry/api";
import { type Stage, playAgent } from "../agent.ts";
import { diceFor } from "../dice.ts";
import { agentAt, callOf, chat, useTool } from "../gen-ai.ts";
import { type HandoffCard, about, sent } from "../handoff.ts";
import { mishapsOf } from "../mishaps.ts";
import { idFor } from "../story-day.ts";
import type { Activity } from "../telemetry.ts";
import { CONTRACT, type RefundRequestV2 } from "./refund-request.ts";
import { callAgent, serveCalls } from "./remote-call.ts";

const AGENT = "billing";
const VERSION = "3.1.0";
const PATIENCE_MS = 4000;
/** Tickets for which the answer of refunds gets lost on its way back, so that billing asks again. */
const MISHAPS = { "answer lost": ["T-4118", "T-4413"] };

/** Answers questions about invoices; where a customer was charged too much it asks for the refund itself. */
await playAgent(async (stage) => {
  const service = stage.telemetry(AGENT, VERSION);
  const mishapOf = mishapsOf(stage.clock.day, AGENT, MISHAPS);
  await serveCalls(AGENT, stage, async (call) => {
    const dice = diceFor(`billing ${call.piece}`);
    const run = service.goOn(call.traceparent, `invoke_agent ${AGENT}`, call.atMs, { kind: SpanKind.SERVER, attributes: agentAt(AGENT, VERSION) });
    run.spend(dice.around(15));
    await useTool(run, "read_invoice", { ticket: call.piece }, dice.around(120));
    const mishap = mishapOf(call.piece);
    const isOvercharged = mishap !== undefined || dice.chance(0.25);
    await chat(run, dice, { asked: "Explain the invoice.", answered: isOvercharged ? "The customer was charged too much." : "The invoice is right." });
    if (isOvercharged) await requestRefund(stage, run, call.piece, dice.between(500, 9000) / 100, mishap !== undefined);
    await run.end();
    return { status: 200, atMs: run.nowMs, says: isOvercharged ? "refund requested" : "explained" };
  });
});

async function requestRefund(stage: Stage, run: Activity, ticket: string, value: number, isAnswerLost: boolean): Promise<void> {
  const thread = `overcharge-${ticket}-${idFor(stage.clock.day, ticket, 6)}`;
  const card = { id: `refund:${thread}`, source: AGENT, target: "refunds", contract: CONTRACT, version: "2.0.0", correlation: thread };
  const payload: RefundRequestV2 = {
    order: ticket, amount: { value, currency: "EUR" }, reason: "charged too much", intent: "The invoice must match the contract.",
    constraints: { limit: 400, answer_by: "end of the working day" },
  };
  if (isAnswerLost) await send(stage, run, card, payload, `${ticket} first`, true);
  await send(stage, run, card, payload, ticket, false);
}

/** Sends the request. When no answer comes in time it gives up, although refunds may well have done its work. */
async function send(stage: Stage, run: Activity, card: HandoffCard, payload: unknown, piece: string, isAnswerLost: boolean): Promise<void> {
  const call = run.begin("invoke_agent refunds", { kind: SpanKind.CLIENT, attributes: { ...callOf("refunds", card.correlation), ...about(card), ...sent(payload) } });
  const arrivesMs = call.nowMs + diceFor(`network ${piece}`).around(12);
  const answer = await callAgent("refunds", stage, { atMs: arrivesMs, traceparent: call.traceparent, card, piece, payload });
  call.spend(isAnswerLost ? PATIENCE_MS : answer.atMs + 6 - call.nowMs);
  await call.end(isAnswerLost ? `no answer within ${PATIENCE_MS} ms` : undefined);
}
