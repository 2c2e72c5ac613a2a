import type { Handoff } from "@/lib/model/handoff.ts";
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
  /** JSON Schema of the arguments, as text, when the trace declares one. */
  schema?: string | undefined;
  /** Why the source says it handed over. */
  reason?: string | undefined;
  /** Set when the sending side itself failed: what it said. */
  refusal?: string | undefined;
  /** Anything else worth telling about the sending. */
  note?: string | undefined;
}

/** A rule looks at one trace and claims handoffs; it neither knows nor needs the others. */
export type FindHits = (trace: TraceIndex) => Hit[];
