import { Agent } from "@mastra/core/agent";
import { Mastra } from "@mastra/core/mastra";
import { InMemoryStore } from "@mastra/core/storage";
import { createStep, createWorkflow } from "@mastra/core/workflows";
import { Observability } from "@mastra/observability";
import { OtelExporter } from "@mastra/otel-exporter";
import { z } from "zod";
import { call, startFakeOpenAi } from "../shared/fake-openai.ts";
import { MODEL_PORT } from "../shared/ports.ts";
import { record } from "../shared/record.ts";

const model = { id: "fake/fake-model", url: `http://127.0.0.1:${MODEL_PORT}/v1`, apiKey: "none" } as const;

const billing = new Agent({ id: "billing", name: "Billing Agent", description: "Explains invoices", instructions: "You are Billing.", model });
const triage = new Agent({ id: "triage", name: "Triage Agent", instructions: "You are Triage.", model, agents: { billing } });
const writer = new Agent({ id: "writer", name: "Writer", instructions: "You are Writer.", model });
const publisher = new Agent({ id: "publisher", name: "Publisher", instructions: "You are Publisher.", model });

const Topic = z.object({ topic: z.string() });
const Draft = z.object({ draft: z.string() });

const write = createStep({
  id: "write", inputSchema: Topic, outputSchema: Draft,
  execute: async ({ inputData, tracingContext }) => ({ draft: (await writer.generate(`Write about ${inputData.topic}`, { tracingContext })).text }),
});
const approve = createStep({
  id: "approve", inputSchema: Draft, outputSchema: Draft,
  suspendSchema: z.object({ question: z.string(), draft: z.string() }), resumeSchema: z.object({ approved: z.boolean() }),
  execute: async ({ inputData, resumeData, suspend, bail }) => {
    if (resumeData === undefined) return suspend({ question: "Publish this?", draft: inputData.draft });
    return resumeData.approved ? inputData : bail({ url: "" });
  },
});
const publish = createStep({
  id: "publish", inputSchema: Draft, outputSchema: z.object({ url: z.string() }),
  execute: async ({ inputData, tracingContext }) => ({ url: (await publisher.generate(`Publish: ${inputData.draft}`, { tracingContext })).text }),
});
const newsroom = createWorkflow({ id: "newsroom", inputSchema: Topic, outputSchema: z.object({ url: z.string() }) }).then(write).then(approve).then(publish).commit();

const script = {
  Triage: [call("agent-billing", { prompt: "Why was order A-100 charged twice?" }), "It was charged twice by mistake; you get 49.90 EUR back."],
  Billing: ["Invoice 7 of order A-100 was paid twice by mistake."],
  Writer: ["The red bridge in Lisbon is closed until noon because of works on the cables."],
  Publisher: ["/news/red-bridge"],
};
const note = "Triage asks Billing (an agent as a tool); a workflow Writer -> person -> Publisher, suspended, approved and resumed.";

await record({ name: "mastra.otel-exporter", framework: "@mastra/core", instrumentation: "@mastra/otel-exporter", note }, async (otlpUrl) => {
  const fake = await startFakeOpenAi(script);
  const exporter = new OtelExporter({ provider: { custom: { endpoint: `${otlpUrl}/v1/traces`, protocol: "http/json" } } });
  const observability = new Observability({ configs: { otel: { serviceName: "newsroom", exporters: [exporter] } } });
  const mastra = new Mastra({ agents: { triage, billing, writer, publisher }, workflows: { newsroom }, storage: new InMemoryStore(), observability, logger: false });
  const answer = await mastra.getAgent("triage").generate("I was charged twice for order A-100");
  console.log(answer.text);
  const run = await mastra.getWorkflow("newsroom").createRun();
  const waiting = await run.start({ inputData: { topic: "the closed bridge" } });
  const published = await run.resume({ step: "approve", resumeData: { approved: true } });
  console.log(waiting.status, published.status);
  await mastra.shutdown();
  await fake.stop();
});
