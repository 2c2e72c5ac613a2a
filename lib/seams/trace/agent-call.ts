import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";

/** The id of one run of an agent, which Pydantic AI writes on the run and sends along as baggage. */
export const AGENT_CALL = "gen_ai.agent.call.id";

/** The id where it can join two traces: on the run itself, and on the span with which another service was entered. */
export function agentCallOf(span: Span): string | undefined {
  const isRun = textOf(span.attributes["gen_ai.operation.name"]) === "invoke_agent";
  return isRun || span.kind === "server" || span.kind === "consumer" ? textOf(span.attributes[AGENT_CALL]) : undefined;
}
