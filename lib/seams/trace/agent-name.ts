import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { outermostNodeOf } from "./graph-node.ts";
import { isLogfire } from "./span-role.ts";

/** One dialect's answer to "which agent is at work in this span?"; undefined where it is not that dialect's agent span. */
type Dialect = (span: Span) => string | undefined;

/** OpenTelemetry GenAI: `invoke_agent {gen_ai.agent.name}`; also ADK, AI SDK, Strands, Mastra, Pydantic AI. */
const semconv: Dialect = (span) => {
  if (textOf(span.attributes["gen_ai.operation.name"]) !== "invoke_agent") return undefined;
  const fromName = span.name.startsWith("invoke_agent ") ? span.name.slice("invoke_agent ".length) : undefined;
  return textOf(span.attributes["gen_ai.agent.name"]) ?? textOf(span.attributes["gen_ai.agent.id"]) ?? fromName;
};

/** OpenInference: kind AGENT with a name; the nameless AGENT root of an OpenAI Agents trace is only the trace's title. */
const openInference: Dialect = (span) => {
  if (textOf(span.attributes["openinference.span.kind"]) !== "AGENT") return undefined;
  return textOf(span.attributes["agent.name"]) ?? textOf(span.attributes["graph.node.id"]);
};

/** Logfire's spans of the OpenAI Agents SDK: a message template, and what it is filled with. */
const logfire: Dialect = (span) => (isLogfire(span, "Agent run: {name!r}") ? textOf(span.attributes["name"]) : undefined);

const STEP_OF_AGENT = /current_agent_name='([^']+)'\)"?\}?$/;

/** LlamaIndex: a step of an AgentWorkflow, whose agent is told by the event it was given alone. */
const llamaIndex: Dialect = (span) => {
  if (!span.name.endsWith(".run_agent_step")) return undefined;
  return STEP_OF_AGENT.exec(textOf(span.attributes["input.value"]) ?? "")?.[1];
};

/** Claude Code's own spans: a turn of the main agent, and the tool call that is a whole subagent's run. */
const claudeCode: Dialect = (span) => {
  if (span.name === "claude_code.interaction") return "claude_code";
  return span.name === "claude_code.tool" ? textOf(span.attributes["subagent_type"]) : undefined;
};

/** LangGraph: a node of the outermost graph. */
const langGraph: Dialect = (span) => outermostNodeOf(span)?.node;

/** Whether the span's agent is only known as a node of a graph, which may be machinery (LangGraph's `tools`). */
export const isGraphNode = (span: Span): boolean => semconv(span) === undefined && openInference(span) === undefined && langGraph(span) !== undefined;

const DIALECTS: readonly Dialect[] = [semconv, openInference, logfire, llamaIndex, claudeCode, langGraph];

/** The agent whose run this span is, as the framework names it. */
export function agentNameOf(span: Span): string | undefined {
  for (const dialect of DIALECTS) {
    const name = dialect(span);
    if (name !== undefined) return name;
  }
  return undefined;
}

const TOOL_RUNNER = "_Group_Tool_Executor";

/** AG2 has an agent of its own run the tools that the others call. */
export const isToolRunner = (name: string): boolean => name === TOOL_RUNNER;

/** The agent that a span says executes it (`gen_ai.agent.name` means just that on any span), without being its run. */
export const executingAgentOf = (span: Span): string | undefined => textOf(span.attributes["gen_ai.agent.name"]);
