import { OpenTelemetry } from "@ai-sdk/otel";
import { type ModelMessage, registerTelemetry, tool, ToolLoopAgent } from "ai";
import { z } from "zod";
import { call } from "../shared/fake-openai.ts";
import { record } from "../shared/record.ts";
import { startTracing } from "../shared/start-tracing.ts";
import { scriptedModel } from "./scripted-model.ts";

const finding = "The red bridge in Lisbon is closed until noon because of works on the cables.";
const script = {
  editor: [call("research", { topic: "bridges in Lisbon" }), call("publish", { text: finding }), "It is published as /news/red-bridge."],
  researcher: [finding],
  publisher: ["/news/red-bridge"],
};

const researcher = new ToolLoopAgent({ model: scriptedModel("researcher", script.researcher), telemetry: { functionId: "researcher" } });
const publisher = new ToolLoopAgent({ model: scriptedModel("publisher", script.publisher), telemetry: { functionId: "publisher" } });

/** Every agent is streamed, also inside a tool. */
const streamed = async (agent: ToolLoopAgent, prompt: string): Promise<string> => await (await agent.stream({ prompt })).text;

const editor = new ToolLoopAgent({
  model: scriptedModel("editor", script.editor),
  telemetry: { functionId: "editor" },
  tools: {
    research: tool({ description: "Finds out about a topic", inputSchema: z.object({ topic: z.string() }), execute: ({ topic }) => streamed(researcher, `Find out about ${topic}`) }),
    publish: tool({ description: "Publishes a text", inputSchema: z.object({ text: z.string() }), execute: ({ text }) => streamed(publisher, `Publish: ${text}`) }),
  },
  toolApproval: { publish: "user-approval" },
});

const note = "Editor -> researcher and editor -> publisher as tools, all streamed. Publishing waits for a person; the run goes on in a new trace.";

await record({ name: "vercel-ai-sdk.approval", framework: "ai", instrumentation: "@ai-sdk/otel", note }, async (otlpUrl) => {
  const provider = startTracing("newsroom", otlpUrl);
  registerTelemetry(new OpenTelemetry());
  const messages: ModelMessage[] = [{ role: "user", content: "Publish what is new about bridges in Lisbon" }];
  const waiting = await editor.stream({ messages });
  const content = await waiting.content;
  const approvals = content.flatMap((part) => (part.type === "tool-approval-request" ? [part.approvalId] : []));
  if (approvals.length === 0) throw new Error("Nobody was asked to approve the publication");
  messages.push(...(await waiting.response).messages);
  messages.push({ role: "tool", content: approvals.map((approvalId) => ({ type: "tool-approval-response", approvalId, approved: true, reason: "checked by the desk" })) });
  const finished = await editor.stream({ messages });
  console.log(await finished.text);
  await provider.shutdown();
});
