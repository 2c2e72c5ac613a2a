import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

export const CAPTURES = [
  "openai-agents-js.openinference",
  "openai-agents-js.approval",
  "openai-agents-js.rejection",
  "openai-agents-js.streaming",
  "langgraph-js.openinference",
  "langgraph-js.swarm",
  "langgraph-js.supervisor",
  "langgraph-js.send",
  "langgraph-js.interrupt",
  "langgraph-py.supervisor",
  "langgraph-py.swarm",
  "langgraph-py.commands",
  "langgraph-py.streaming",
  "langgraph-py.openllmetry",
  "langgraph-py.openllmetry-swarm",
  "langgraph-py.langsmith",
  "openai-agents-py.openinference",
  "openai-agents-py.openllmetry",
  "openai-agents-py.contrib",
  "openai-agents-py.genai",
  "openai-agents-py.logfire",
  "pydantic-ai.native",
  "strands-py.native",
  "google-adk-py.native",
  "google-adk-py.no-content",
  "google-adk-py.openinference",
  "semantic-kernel.native",
  "llama-index.openinference",
  "agent-framework-py.native",
  "agent-framework-py.gates",
  "autogen.openinference",
  "autogen.native",
  "ag2.openinference",
  "ag2.native",
  "crewai.openinference",
  "crewai.events",
  "strands-js.default",
  "strands-js.latest",
  "mastra.otel-exporter",
  "a2a.http",
  "a2a-py.http",
  "vercel-ai-sdk.otel",
  "vercel-ai-sdk.approval",
  "vercel-ai-sdk.negative-controls",
  "google-adk-js.native",
  "google-adk-js.loop",
] as const;
export type CaptureName = (typeof CAPTURES)[number];

const Capture = z.object({ requests: z.array(z.object({ body: z.unknown() })) });

/** OTLP/JSON request bodies as the framework's exporter sent them. */
export function readCapture(name: CaptureName): string[] {
  const file = join(process.cwd(), "lib/testing/captures", `${name}.json`);
  const capture = Capture.parse(JSON.parse(readFileSync(file, "utf8")));
  return capture.requests.map(({ body }) => (typeof body === "string" ? body : JSON.stringify(body)));
}
