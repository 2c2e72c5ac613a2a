import type { AgentRef, GovernedBy, Handoff, JoinedBy, Leg, Payload, Versions } from "@/lib/model/handoff.ts";
import type { Rule } from "@/lib/model/vocabulary.ts";
import type { Coordination } from "./coordination/coordination.ts";
import type { Deadline, Terms } from "./terms.ts";

/** What one side reported of a validation it made. */
export interface ReportedValidation {
  result: string;
  errors: string[];
  stage: string;
}

/** What the telemetry says was cut from the payload on its way. */
export interface ReportedTruncation {
  reason: string;
  droppedTokens: number | undefined;
  droppedBytes: number | undefined;
  droppedFields: string[];
}

/** Things only the agents themselves could know, as they told them. */
export interface Claims {
  validations: ReportedValidation[];
  truncation: ReportedTruncation | undefined;
  /** compatible, incompatible or unknown; "" when nobody said. */
  compatibility: string;
  /** Reason codes and messages the receiving side gave, e.g. `no_draft_text_found`. */
  notes: string[];
  /** Receptions of one and the same attempt that were each processed. */
  receptions: number;
  /** The model or tools of the target ran, so the payload was acted upon. */
  targetWorked: boolean;
  /** The receiver points at a sender whose span has not come yet. */
  senderAnnounced: boolean;
  /** The receiver itself says which contract versions it accepts. */
  receiverAccepts: boolean;
  /** The received payload is the receiver's own report, not inferred from what its model read. */
  receivedReported: boolean;
  /** A framework compacted the conversation before the target read it. */
  compacted: boolean;
}

/** A handoff as it was found, with everything the checks may ask; findings and verdict come after. Times are unix nanoseconds. */
export interface Evidence {
  id: string;
  source: AgentRef;
  target: AgentRef;
  contract: string;
  direction: Handoff["direction"];
  mode: Handoff["mode"];
  rule: Rule;
  confidence: number;
  corroboration: Rule[];
  /** The key by which evidence of several traces, or a span link, was joined; null when the trace itself shows it. */
  joinedBy: JoinedBy | null;
  reason: string;
  /** What either side warned of, as `handoff.warnings` tells. */
  warnings: string[];
  legs: Leg[];
  sent: Payload | undefined;
  received: Payload | undefined;
  returned: Payload | undefined;
  schema: { origin: "declared" | "tool_schema" | "contract"; json: string } | undefined;
  /** The contract version that fills in what the agents did not declare; null when none is in force. */
  governedBy: GovernedBy | null;
  versions: Versions;
  queueMs: number | null;
  workMs: number | null;
  /** Tokens that the models of the target's run used; null when no span tells. */
  workTokens: number | null;
  deadline: Deadline | undefined;
  /** How far the target's clock is ahead of the source's, in milliseconds; null when nothing shows that they differ. */
  clockSkewMs: number | null;
  correlationId: string;
  /** The handoff before this one in its chain, as `handoff.parent_id` tells; "" when nobody does. */
  parentId: string;
  traceIds: string[];
  claims: Claims;
  /** What the agents declared of the handoff by `handoff.*`, and what a contract adds; undefined when it was inferred and nothing governs it. */
  terms: Terms | undefined;
  /** What it shows together with the handoffs beside it; missing when that is nothing. */
  coordination?: Coordination | undefined;
}
