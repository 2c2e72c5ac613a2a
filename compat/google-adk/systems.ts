import { type BaseAgent, EXIT_LOOP, FunctionTool, InMemoryRunner, LlmAgent, LoopAgent, ParallelAgent, SequentialAgent } from "@google/adk";
import type { Content } from "@google/genai";
import { z } from "zod";
import { call } from "../shared/fake-openai.ts";
import { ScriptedModel } from "./scripted-model.ts";

/** Runs an agent in a session; the second message comes after the first has been worked on. */
async function converse(agent: BaseAgent, ...messages: ((pending: string) => Content)[]): Promise<void> {
  const runner = new InMemoryRunner({ agent, appName: "newsroom" });
  const { id } = await runner.sessionService.createSession({ appName: "newsroom", userId: "ada", sessionId: `session of ${agent.name}` });
  let pending = "";
  for (const message of messages) {
    for await (const event of runner.runAsync({ userId: "ada", sessionId: id, newMessage: message(pending) })) {
      for (const part of event.content?.parts ?? []) {
        if (part.functionCall?.name === "adk_request_confirmation") pending = part.functionCall.id ?? "";
        if (part.text !== undefined) console.log(`${event.author}: ${part.text}`);
      }
    }
  }
}

const says = (text: string) => (): Content => ({ role: "user", parts: [{ text }] });
const approves = (id: string): Content => ({ role: "user", parts: [{ functionResponse: { id, name: "adk_request_confirmation", response: { confirmed: true } } }] });

/** The critic ends the loop by escalating, after it has sent the writer back once. */
function makeLoop(): BaseAgent {
  const drafts = ["The bridge is closed.", "The red bridge in Lisbon is closed until noon because of works on the cables."];
  const writer = new LlmAgent({ name: "writer", instruction: "You are writer.", model: new ScriptedModel(drafts) });
  const critic = new LlmAgent({
    name: "critic", instruction: "You are critic.", tools: [EXIT_LOOP],
    model: new ScriptedModel(["Say which bridge is meant, and until when.", call("exit_loop")]),
  });
  return new LoopAgent({ name: "revision", subAgents: [writer, critic], maxIterations: 5 });
}

/** The specialist that cannot help passes the customer back up, and the coordinator passes them on to another. */
function makeDesk(): BaseAgent {
  const billing = new LlmAgent({ name: "billing", description: "Explains invoices", instruction: "You are billing.", model: new ScriptedModel([call("transfer_to_agent", { agentName: "coordinator" })]) });
  const payOut = new FunctionTool({
    name: "pay_out", description: "Pays money back; a person has to confirm it", parameters: z.object({ amount: z.number() }),
    requireConfirmation: true, execute: ({ amount }) => ({ paid: amount }),
  });
  const refunds = new LlmAgent({
    name: "refunds", description: "Pays back", instruction: "You are refunds.", tools: [payOut],
    model: new ScriptedModel([call("pay_out", { amount: 49.9 }), "You get 49.90 EUR back."]),
  });
  return new LlmAgent({
    name: "coordinator", instruction: "You are coordinator.", subAgents: [billing, refunds],
    model: new ScriptedModel([call("transfer_to_agent", { agentName: "billing" }), call("transfer_to_agent", { agentName: "refunds" })]),
  });
}

/** Two researchers at once; what both found is written up. */
function makeResearch(): BaseAgent {
  const weather = new LlmAgent({ name: "weather", instruction: "You are weather.", model: new ScriptedModel(["It stays sunny in Lisbon all day."]) });
  const traffic = new LlmAgent({ name: "traffic", instruction: "You are traffic.", model: new ScriptedModel(["The red bridge is closed until noon."]) });
  const reporter = new LlmAgent({ name: "reporter", instruction: "You are reporter.", model: new ScriptedModel(["Sunny all day, but the red bridge is closed until noon."]) });
  return new SequentialAgent({ name: "report", subAgents: [new ParallelAgent({ name: "research", subAgents: [weather, traffic] }), reporter] });
}

/** Runs all three systems, one after the other. */
export async function runAll(): Promise<void> {
  await converse(makeLoop(), says("Write about the closed bridge"));
  await converse(makeDesk(), says("I was charged twice for order A-100"), approves);
  await converse(makeResearch(), says("What should a visitor to Lisbon know today?"));
}
