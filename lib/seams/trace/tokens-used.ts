import { numberOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import type { AgentRun, TraceIndex } from "./index-trace.ts";

/** A total, or the parts that make one, in the order in which dialects prefer them: OpenTelemetry GenAI, OpenInference, and GenAI's older names. */
const DIALECTS = [
  ["gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens"],
  ["llm.token_count.total"],
  ["llm.token_count.prompt", "llm.token_count.completion"],
  ["gen_ai.usage.total_tokens"],
  ["gen_ai.usage.prompt_tokens", "gen_ai.usage.completion_tokens"],
  ["gen_ai.aggregated_usage.input_tokens", "gen_ai.aggregated_usage.output_tokens"],
] as const;

/** Tokens in and out that a span says were used; null when it says nothing. Cached and reasoning tokens are parts of these. */
function tokensOf({ attributes }: Span): number | null {
  for (const names of DIALECTS) {
    const counts = names.map((name) => numberOf(attributes[name])).filter((count) => count !== undefined && count >= 0);
    if (counts.length > 0) return counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  }
  return null;
}

/**
 * Tokens that the models of a run used: its own model calls, not those of agents below it. A call inside a call tells the same
 * use twice and counts once. Where no call tells, what the run's own span sums up; null when nobody tells.
 */
export function tokensUsed(trace: TraceIndex, run: AgentRun | undefined): number | null {
  if (run === undefined) return null;
  const calls = trace.modelsOf(run.span);
  const all = new Set(calls);
  const counts = calls.filter((call) => !isInside(trace, call, all)).flatMap((call) => tokensOf(call) ?? []);
  return counts.length > 0 ? counts.reduce((sum, count) => sum + count, 0) : tokensOf(run.span);
}

function isInside(trace: TraceIndex, call: Span, calls: ReadonlySet<Span>): boolean {
  const above = trace.parentOf(call);
  return above !== undefined && calls.has(above) && tokensOf(above) !== null;
}
