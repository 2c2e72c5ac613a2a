import { spokenTextsIn } from "../payload/texts-in.ts";

/** What CrewAI, LlamaIndex and Strands answer the model when there is no such agent; to their tracers nothing failed. */
const REFUSALS = [/\bcoworker mentioned not found\b/, /^Agent \S+ (?:not found|cannot hand off to \S+)\. Please select a valid agent/, /^Error: Agent '[^']+' not found in swarm/];

/** The sentence in a tool's result by which the framework refuses to hand over, or undefined when it does not. */
export function refusalInWords(result: string | undefined): string | undefined {
  if (result === undefined) return undefined;
  return spokenTextsIn(result).map((text) => text.trim()).find((text) => REFUSALS.some((refusal) => refusal.test(text)));
}
