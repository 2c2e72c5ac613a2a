import { context, trace } from "@opentelemetry/api";
import { Agent, Swarm } from "@strands-agents/sdk";
import { call, type Turn } from "../shared/fake-openai.ts";
import { record } from "../shared/record.ts";
import { startTracing } from "../shared/start-tracing.ts";
import { ScriptedModel } from "./scripted-model.ts";

const agent = (id: string, description: string, turns: Turn[], tools: Agent[] = []): Agent =>
  new Agent({ id, name: id, description, systemPrompt: `You are ${id}.`, model: new ScriptedModel(turns), tools, printer: false });

/** In a swarm every agent answers with whom to ask next, or with the final message. */
const next = (message: string, agentId?: string): Turn =>
  call("strands_structured_output", agentId === undefined ? { message } : { agentId, message, context: { order_id: "A-100" } });

async function runSwarm(): Promise<void> {
  const triage = agent("triage", "Finds out who can help", [next("Customer was charged twice for order A-100, please look at the invoices.", "billing")]);
  const billing = agent("billing", "Explains invoices", [next("Invoice 7 was paid twice, please pay back 49.90 EUR.", "refunds")]);
  const refunds = agent("refunds", "Pays back", [next("The 49.90 EUR are on their way to you.")]);
  const swarm = new Swarm({ id: "support-desk", nodes: [triage, billing, refunds], start: "triage" });
  const result = await swarm.invoke("I was charged twice for order A-100");
  console.log(result.status);
}

async function runAgentAsTool(): Promise<void> {
  const specialist = agent("policy_specialist", "Knows the refund policy", ["Refunds are possible for 30 days after delivery."]);
  const manager = agent("manager", "Answers customers", [call("policy_specialist", { input: "How long are refunds possible?" }), "You have 30 days."], [specialist]);
  const result = await manager.invoke("Until when can I send it back?");
  console.log(result.stopReason);
}

const MODES = { default: "", latest: "gen_ai_latest_experimental" };

for (const [mode, optIn] of Object.entries(MODES)) {
  process.env["OTEL_SEMCONV_STABILITY_OPT_IN"] = optIn;
  const note = `Swarm triage -> billing -> refunds, and manager -> policy_specialist as a tool; OTEL_SEMCONV_STABILITY_OPT_IN="${optIn}".`;
  await record({ name: `strands-js.${mode}`, framework: "@strands-agents/sdk", instrumentation: "@strands-agents/sdk", note }, async (otlpUrl) => {
    const provider = startTracing("support-desk", otlpUrl);
    await runSwarm();
    await runAgentAsTool();
    await provider.shutdown();
    trace.disable();
    context.disable();
  });
}
