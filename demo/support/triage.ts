import { SpanKind } from "@opentelemetry/api";
import { type Stage, playAgent } from "../agent.ts";
import { type Dice, diceFor } from "../dice.ts";
import { agentAt, callOf, chat } from "../gen-ai.ts";
import { type HandoffCard, about, sent } from "../handoff.ts";
import { handleAll } from "../handle-all.ts";
import { mishapsOf } from "../mishaps.ts";
import { idFor } from "../story-day.ts";
import type { Activity } from "../telemetry.ts";
import { CONTRACT, type RefundRequestV1, type RefundRequestV2 } from "./refund-request.ts";
import { callAgent } from "./remote-call.ts";
import { type Ticket, ticketOf } from "./tickets.ts";

const AGENT = "triage";
/** The old release speaks version 1 of the contract, the new one version 2; it is rolled out over the day. */
const OLD = { version: "1.4.2", contract: "1.0.0" };
const NEW = { version: "2.0.1", contract: "2.0.0" };
const oldShare = (progress: number) => 0.32 * (1 - progress) ** 1.3 + 0.01;
/** Tickets whose amount the model writes as the customer did: "129,00". */
const MISHAPS = { "amount as text": ["163", "328", "470"] };

/** Reads tickets, answers the simple ones, asks billing about invoices, and hands refunds to those who decide on them. */
await playAgent(async (stage) => {
  const { clock, telemetry } = stage;
  const mishapOf = mishapsOf(clock.day, AGENT, MISHAPS);
  await handleAll(clock.arrivals("ticket", { perDay: 560, liveEveryMs: 900 }), async ({ n, atMs }) => {
    const dice = diceFor(`ticket ${n}`);
    const ticket = ticketOf(n, dice);
    const release = dice.chance(oldShare(clock.progress(atMs))) ? OLD : NEW;
    const run = telemetry("support-triage", release.version).begin(`ticket ${n}`, `invoke_agent ${AGENT}`, atMs, {
      attributes: { ...agentAt(AGENT, release.version), "gen_ai.conversation.id": ticketThread(stage, ticket) },
    });
    await chat(run, dice, { asked: ticket.text, answered: `This is a ${ticket.kind} ticket.`, usuallyMs: 800 });
    if (ticket.kind === "invoice") await askBilling(stage, run, ticket, dice);
    if (ticket.kind === "refund") await requestRefund(stage, run, ticket, release, mishapOf(String(n)) !== undefined, dice);
    if (ticket.kind === "simple") await chat(run, dice, { asked: ticket.text, answered: `Order ${ticket.order} is on its way.` });
    await run.end();
  });
});

function ticketThread({ clock }: Stage, ticket: Ticket): string {
  return `${ticket.id}-${idFor(clock.day, ticket.id, 6)}`;
}

/** A plain remote call: nothing in it speaks of a handoff, only the trace goes on in the other service. */
async function askBilling(stage: Stage, run: Activity, ticket: Ticket, dice: Dice): Promise<void> {
  const call = run.begin("invoke_agent billing", { kind: SpanKind.CLIENT, attributes: callOf("billing", ticketThread(stage, ticket)) });
  const answer = await callAgent("billing", stage, { atMs: call.nowMs + dice.around(9), traceparent: call.traceparent, piece: ticket.id, payload: ticket });
  call.spend(answer.atMs + 7 - call.nowMs);
  await call.end();
}

/** Hands over under the contract. A refusal that names the fault is repaired and sent once more. */
async function requestRefund(stage: Stage, run: Activity, ticket: Ticket, release: typeof OLD, isLocalised: boolean, dice: Dice): Promise<void> {
  const thread = ticketThread(stage, ticket);
  const card = { id: `refund:${thread}`, source: AGENT, target: "refunds", contract: CONTRACT, version: release.contract, correlation: thread };
  const right = release === OLD ? firstVersion(ticket) : secondVersion(ticket);
  const wrong = { ...right, amount: { value: ticket.amount.toFixed(2).replace(".", ","), currency: "EUR" } };
  const isWrong = isLocalised && release === NEW;
  const status = await send(stage, run, card, isWrong ? wrong : right, ticket, 0, dice);
  if (status !== 422) return;
  await chat(run, dice, { asked: "The request was refused: /amount/value must be a number. Repair it.", answered: JSON.stringify(right), usuallyMs: 700 });
  await send(stage, run, card, right, ticket, 1, dice);
}

async function send(stage: Stage, run: Activity, card: HandoffCard, payload: unknown, ticket: Ticket, attempt: number, dice: Dice): Promise<number> {
  const told = { "handoff.retry.attempt": attempt, "handoff.reason": "the customer wants money back" };
  const call = run.begin("invoke_agent refunds", { kind: SpanKind.CLIENT, attributes: { ...callOf("refunds", card.correlation), ...about(card), ...sent(payload), ...told } });
  const answer = await callAgent("refunds", stage, { atMs: call.nowMs + dice.around(11), traceparent: call.traceparent, card, attempt, piece: ticket.id, payload });
  call.spend(answer.atMs + 6 - call.nowMs);
  await call.end(answer.status === 200 ? undefined : `${answer.status} ${answer.says}`);
  return answer.status;
}

function firstVersion({ order, amount, reason }: Ticket): RefundRequestV1 {
  return { order, amount: amount.toFixed(2), reason };
}

function secondVersion({ order, amount, reason, text }: Ticket): RefundRequestV2 {
  return { order, amount: { value: amount, currency: "EUR" }, reason, intent: text, constraints: { limit: 400, answer_by: "end of the working day" } };
}
