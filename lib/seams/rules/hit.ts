import type { Handoff, JoinedBy } from "@/lib/model/handoff.ts";
import type { Span } from "@/lib/model/span.ts";
import type { Rule } from "@/lib/model/vocabulary.ts";
import type { AgentRun, TraceIndex } from "../trace/index-trace.ts";
import type { Captured } from "../trace/read-messages.ts";

/** One end of a handoff as a rule sees it; `run` where the agent's own work is in the trace. */
export interface End {
  name: string;
  run?: AgentRun | undefined;
}

/** What one rule claims: this span handed work from here to there. */
export interface Hit {
  rule: Rule;
  confidence: number;
  source: End;
  target: End;
  sender: Span;
  mode: Handoff["mode"];
  direction: Handoff["direction"];
  sent?: Captured | undefined;
  returned?: Captured | undefined;
  /** What the target was given, where the rule knows better than the target's run tells; "unknown" where that would be wrong. */
  received?: Captured | "unknown" | undefined;
  /** JSON Schema of the arguments, as text, when the trace declares one. */
  schema?: string | undefined;
  /** Why the source says it handed over. */
  reason?: string | undefined;
  /** Set when the sending side itself failed: what it said. */
  refusal?: string | undefined;
  /** Set when the framework itself says that it did not deliver what was sent: how it says so. */
  dropped?: string | undefined;
  /** The key by which the two ends were found to belong together, when they do not stand in each other's way. */
  joinedBy?: JoinedBy | undefined;
  /** Anything else worth telling about the sending. */
  note?: string | undefined;
}

/** A rule looks at one trace and claims handoffs; it neither knows nor needs the others. */
export type FindHits = (trace: TraceIndex) => Hit[];

/** Traces by their id, as far as they were read. */
export type TraceOf = (traceId: string) => TraceIndex | undefined;
