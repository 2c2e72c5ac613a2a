import { OpenAIAgentsInstrumentation } from "@arizeai/openinference-instrumentation-openai-agents";
import * as agents from "@openai/agents";
import { type Script, startFakeOpenAi } from "../shared/fake-openai.ts";
import { startTracing } from "../shared/start-tracing.ts";

/** Runs a system of OpenAI agents with OpenInference's instrumentation and a scripted model. */
export async function withAgents(otlpUrl: string, script: Script, run: () => Promise<void>): Promise<void> {
  const model = await startFakeOpenAi(script);
  agents.setDefaultModelProvider(new agents.OpenAIProvider({ apiKey: "none", baseURL: model.url }));
  agents.setTracingDisabled(false);
  const provider = startTracing("support-desk", otlpUrl);
  new OpenAIAgentsInstrumentation({ tracerProvider: provider }).manuallyInstrument(agents);
  try {
    await run();
  } finally {
    await provider.shutdown();
    await model.stop();
  }
}
