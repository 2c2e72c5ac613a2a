import { type Attributes, SpanKind } from "@opentelemetry/api";
import { type Stage, playAgent } from "../agent.ts";
import { diceFor } from "../dice.ts";
import { agentAt, chat, useTool } from "../gen-ai.ts";
import { about, handOver, received, taken } from "../handoff.ts";
import type { Activity } from "../telemetry.ts";
import type { Outbox } from "../work-folder.ts";
import { type Escalation, type EscalationCase, constraintsOf } from "./escalation-case.ts";
import { errorsOf } from "./refund-request.ts";
import { type Answer, type Call, serveCalls } from "./remote-call.ts";

const AGENT = "refunds";
const ACCEPTS = "^2.0.0";
/** The old release warns and works on whatever comes; the new one, out since the afternoon, refuses at the boundary. */
const OLD = { version: "5.1.0", isStrict: false };
const NEW = { version: "5.2.0", isStrict: true };
const NEW_SINCE = 0.45;
const ESCALATION_CHANCE = 0.12;

/** Decides on refunds under the contract, pays them out, and escalates those it may not decide on. */
await playAgent(async (stage) => {
  const escalations = stage.folder.outbox<EscalationCase>("escalations", AGENT);
  await serveCalls(AGENT, stage, async (call) => {
    const release = stage.clock.progress(call.atMs) < NEW_SINCE ? OLD : NEW;
    const run = stage.telemetry(AGENT, release.version).goOn(call.traceparent, `invoke_agent ${AGENT}`, call.atMs, {
      kind: SpanKind.SERVER,
      attributes: {
        ...agentAt(AGENT, release.version), ...(call.card === undefined ? {} : about(call.card)), ...received(call.payload),
        "handoff.contract.accepted_versions": [ACCEPTS], "handoff.retry.attempt": call.attempt,
      },
    });
    const isOldContract = call.card?.version.startsWith("1.") === true;
    if (isOldContract && release.isStrict) return refuse(run, 409, "contract_version_not_accepted", {});
    const errors = isOldContract ? [] : errorsOf(call.payload);
    const report = { "handoff.validation.result": "fail", "handoff.validation.stage": "receiver", "handoff.validation.errors": errors };
    if (errors.length > 0) return refuse(run, 422, "payload_invalid", report);
    run.tell(isOldContract ? { "handoff.state": "completed" } : taken(call.payload));
    await decide(stage, run, call, escalations);
    return { status: 200, atMs: run.nowMs, says: "done" };
  });
  escalations.close();
});

async function refuse(run: Activity, status: number, code: string, why: Attributes): Promise<Answer> {
  run.spend(4);
  run.tell({ ...why, "handoff.state": "rejected", "error.type": code });
  await run.end(code);
  return { status, atMs: run.nowMs, says: code };
}

async function decide({ clock }: Stage, run: Activity, call: Call, escalations: Outbox<EscalationCase>): Promise<void> {
  const dice = diceFor(`refunds ${call.piece} ${call.attempt}`);
  await chat(run, dice, { asked: `May this be refunded? ${JSON.stringify(call.payload)}`, answered: "Yes, within the limit." });
  if (dice.chance(ESCALATION_CHANCE) && call.card !== undefined) {
    const payload: Escalation = {
      ticket: call.piece, tier: dice.pick(["standard", "plus", "enterprise"]), question: "The refund is above what I may decide",
      constraints: { limit: "400 euros without a second signature", answer_by: dice.pick(["today 18:00", "tomorrow 12:00", "Friday 17:00"]) },
    };
    const { correlation } = call.card;
    const card = { id: `escalation:${correlation}`, source: AGENT, target: "escalation", contract: "escalation-case", version: "1.0.0", correlation };
    escalations.put(await handOver(run, card, payload, { "handoff.timeout": clock.wait(1_800_000) / 1000, "handoff.constraints": constraintsOf(payload) }));
  } else {
    await useTool(run, "pay_out", { ticket: call.piece }, dice.around(260));
  }
  await run.end();
}
