import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";

/** The values of OpenTelemetry GenAI, and Mastra's: its `chat` spans do not tell what was asked, the `model_generation` above them does. */
const LLM_OPERATIONS = new Set(["chat", "text_completion", "generate_content", "model_generation"]);

/** A call of a language model, in any dialect. */
export function isLlm(span: Span): boolean {
  const operation = textOf(span.attributes["gen_ai.operation.name"]);
  if (operation !== undefined && LLM_OPERATIONS.has(operation)) return true;
  if (textOf(span.attributes["openinference.span.kind"]) === "LLM") return true;
  if (span.name === "claude_code.llm_request") return true;
  return span.scope.name === "gcp.vertex.agent" && span.name.startsWith("call_llm");
}

/** Whether Logfire wrote the span from this message template. */
export const isLogfire = (span: Span, template: string): boolean => textOf(span.attributes["logfire.msg_template"]) === template;

const LOGFIRE_TOOL = "Function: {name}";

/** A run of a tool, in any dialect. */
export function isTool(span: Span): boolean {
  return (
    textOf(span.attributes["gen_ai.operation.name"]) === "execute_tool" ||
    textOf(span.attributes["openinference.span.kind"]) === "TOOL" ||
    textOf(span.attributes["traceloop.span.kind"]) === "tool" ||
    textOf(span.attributes["langsmith.span.kind"]) === "tool" ||
    isLogfire(span, LOGFIRE_TOOL)
  );
}

/** The tool's name, or undefined when the span is no tool. */
export function toolNameOf(span: Span): string | undefined {
  if (!isTool(span)) return undefined;
  if (isLogfire(span, LOGFIRE_TOOL)) return textOf(span.attributes["name"]);
  return textOf(span.attributes["gen_ai.tool.name"]) ?? textOf(span.attributes["tool.name"]) ?? span.name.replace(/^execute_tool /, "");
}
