import { type AgentCard, TaskState } from "@a2a-js/sdk";
import { AgentEvent, type AgentExecutor, DefaultRequestHandler, InMemoryTaskStore } from "@a2a-js/sdk/server";
import { agentCardHandler, jsonRpcHandler, UserBuilder } from "@a2a-js/sdk/server/express";
import express from "express";
import { AGENT_PORT } from "../shared/ports.ts";
import { invokeAgent } from "./invoke-agent.ts";
import { statusOf, textOf } from "./message.ts";

const url = `http://127.0.0.1:${AGENT_PORT}`;

const card: AgentCard = {
  name: "refunds", description: "Pays money back", version: "2.0.0", provider: undefined, securitySchemes: {}, securityRequirements: [], signatures: [],
  supportedInterfaces: [{ url: `${url}/a2a`, protocolBinding: "JSONRPC", protocolVersion: "1.0", tenant: "" }],
  capabilities: { streaming: false, pushNotifications: false, extensions: [], extendedAgentCard: false },
  defaultInputModes: ["text/plain"], defaultOutputModes: ["text/plain"],
  skills: [{ id: "refund", name: "Refund", description: "Pays an order back", tags: ["refund"], examples: [], inputModes: [], outputModes: [], securityRequirements: [] }],
};

/** Asks for the order when it is missing, and pays back when it is there. */
const executor: AgentExecutor = {
  execute: async ({ userMessage, taskId, contextId, task }, bus) => {
    const conversation = { taskId, contextId };
    const question = textOf(userMessage);
    const knowsOrder = /A-\d+/.test(question);
    const answer = await invokeAgent("refunds", question, async () => (knowsOrder ? "Paid 49.90 EUR back for order A-100." : "Which order is it?"));
    const status = statusOf(knowsOrder ? TaskState.TASK_STATE_COMPLETED : TaskState.TASK_STATE_INPUT_REQUIRED, answer, conversation);
    bus.publish(task === undefined ? AgentEvent.task({ id: taskId, contextId, status, artifacts: [], history: [userMessage], metadata: {} }) : AgentEvent.statusUpdate({ ...conversation, status, metadata: {} }));
    bus.finished();
  },
  cancelTask: async () => {},
};

/** Serves the agent and its card on loopback; resolves when it listens. */
export async function serveRefundAgent(): Promise<void> {
  const handler = new DefaultRequestHandler(card, new InMemoryTaskStore(), executor);
  const app = express();
  app.use("/.well-known/agent-card.json", agentCardHandler({ agentCardProvider: handler }));
  app.use("/a2a", jsonRpcHandler({ requestHandler: handler, userBuilder: UserBuilder.noAuthentication }));
  await new Promise<void>((resolve) => app.listen(AGENT_PORT, "127.0.0.1", () => resolve()));
}
