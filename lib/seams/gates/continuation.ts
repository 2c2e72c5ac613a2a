import type { JoinedBy } from "@/lib/model/handoff.ts";
import type { Span } from "@/lib/model/span.ts";
import type { AgentRun, TraceIndex } from "../trace/index-trace.ts";

/** Where work that had stopped for a person went on, and what the person had decided. `at` is unix nanoseconds. */
export interface Continuation {
  trace: TraceIndex;
  /** The run that went on; undefined when no agent's run is known to have. */
  run: AgentRun | undefined;
  /** The span that shows that it went on. */
  span: Span;
  at: bigint;
  decision: string;
  joinedBy: JoinedBy;
}

/** Looks for where a run that stopped went on. */
export type FindContinuation = (run: AgentRun) => Continuation | undefined;
