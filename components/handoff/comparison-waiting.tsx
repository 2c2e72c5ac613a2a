import { formatBytes } from "@/lib/text/bytes.ts";
import type { ComparisonSources } from "./compare-messages.ts";
import type { ComparisonState } from "./use-comparison.ts";

interface WaitingProps {
  state: Exclude<ComparisonState, { kind: "ready" }>;
  sources: ComparisonSources;
  onStop: () => void;
  onAgain: () => void;
}

/** Stands in for a comparison while it is made, was stopped or failed; as high as a short one. */
export function ComparisonWaiting({ state, sources: { sent, received }, onStop, onAgain }: WaitingProps) {
  const toFetch = [sent, received].reduce((sum, source) => sum + (source === null || source.body !== undefined ? 0 : source.length), 0);
  const isFetching = state.kind === "working" && state.fetched < toFetch;
  return (
    <div className="flex min-h-56 flex-wrap items-start gap-3 px-4 pb-4 text-ink-2">
      <p role="status">
        {state.kind === "failed" ? `The payloads cannot be shown: ${state.why}.` : null}
        {state.kind === "stopped" ? "Stopped before it was done." : null}
        {state.kind === "working" ? (isFetching ? `Reading ${formatBytes(state.fetched)} of ${formatBytes(toFetch)} …` : "Comparing …") : null}
      </p>
      <button type="button" onClick={state.kind === "working" ? onStop : onAgain} className="field">
        {state.kind === "working" ? "Stop" : "Try again"}
      </button>
    </div>
  );
}
