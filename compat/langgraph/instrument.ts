import { LangChainInstrumentation } from "@arizeai/openinference-instrumentation-langchain";
import * as callbackManager from "@langchain/core/callbacks/manager";
import { ChatOpenAI } from "@langchain/openai";
import { type Script, startFakeOpenAi } from "../shared/fake-openai.ts";
import { startTracing } from "../shared/start-tracing.ts";

/** Runs a graph with OpenInference's instrumentation of LangChain and a scripted model. */
export async function withGraph(otlpUrl: string, script: Script, run: (model: ChatOpenAI) => Promise<void>): Promise<void> {
  const fake = await startFakeOpenAi(script);
  const provider = startTracing("newsroom", otlpUrl);
  new LangChainInstrumentation({ tracerProvider: provider }).manuallyInstrument(callbackManager);
  try {
    await run(new ChatOpenAI({ model: "fake-model", apiKey: "none", maxRetries: 0, configuration: { baseURL: fake.url } }));
  } finally {
    await provider.shutdown();
    await fake.stop();
  }
}

/** The two packages every recording of LangGraph is of. */
export const packages = { framework: "@langchain/langgraph", instrumentation: "@arizeai/openinference-instrumentation-langchain" };
