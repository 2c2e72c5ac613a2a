import { trace } from "@opentelemetry/api";

/** An agent's run as OpenTelemetry's GenAI conventions have it; the A2A SDK emits no span of its own. */
export function invokeAgent(name: string, question: string, answer: () => Promise<string>): Promise<string> {
  return trace.getTracer("support").startActiveSpan(`invoke_agent ${name}`, async (span) => {
    span.setAttributes({ "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": name, "gen_ai.agent.version": "2.0.0", "gen_ai.input.messages": messages("user", question) });
    const text = await answer();
    span.setAttribute("gen_ai.output.messages", messages("assistant", text));
    span.end();
    return text;
  });
}

const messages = (role: string, content: string): string => JSON.stringify([{ role, parts: [{ type: "text", content }] }]);
