import { SpanKind } from "@opentelemetry/api";
import { playAgent } from "../agent.ts";
import { diceFor } from "../dice.ts";
import { agentAt, chat } from "../gen-ai.ts";
import { about, taken } from "../handoff.ts";
import { handleAll } from "../handle-all.ts";
import { EscalationCase, constraintsOf } from "./escalation-case.ts";

const AGENT = "escalation";
const VERSION = "1.8.0";
/** One case in this many is shortened on the way in, and the summary keeps the limit but not the time. */
const SHORTENED_EVERY = 11;

/** Prepares cases for a person to sign. */
await playAgent(async ({ clock, folder, telemetry }) => {
  const service = telemetry(AGENT, VERSION);
  let cases = 0;
  await handleAll(folder.inbox("escalations", EscalationCase, ["refunds"]), async ({ atMs, traceparent, card, payload }) => {
    cases += 1;
    const { answer_by: _forgotten, ...kept } = payload.constraints;
    const seen = cases % SHORTENED_EVERY === 0 ? { ...payload, constraints: kept } : payload;
    const dice = diceFor(`${AGENT} ${payload.ticket}`);
    const run = service.begin(card.id, `invoke_agent ${AGENT}`, atMs + clock.wait(dice.around(25_000)), {
      kind: SpanKind.CONSUMER,
      attributes: { ...agentAt(AGENT, VERSION), ...about(card), ...taken(seen), "handoff.constraints": constraintsOf(seen) },
      links: [{ traceparent, handoffId: card.id }],
    });
    await chat(run, dice, { asked: `Prepare for signature: ${JSON.stringify(seen)}`, answered: "Ready to sign." });
    await run.end();
  });
});
