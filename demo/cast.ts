/** An agent that is a program of its own; one that answers calls is told when its callers have left. */
export interface Role {
  agent: string;
  program: string;
  calledBy?: readonly string[];
}

/** Everybody who takes part; each runs as one process for the whole day. */
export const CAST: readonly Role[] = [
  { agent: "orchestrator", program: "newsroom/orchestrator.ts" },
  { agent: "outbound-engager", program: "newsroom/outbound-engager.ts" },
  { agent: "inbound-engager", program: "newsroom/inbound-engager.ts" },
  { agent: "blog-publisher", program: "newsroom/blog-publisher.ts" },
  { agent: "approval-bot", program: "newsroom/approval-bot.ts" },
  { agent: "approval-executor", program: "newsroom/approval-executor.ts" },
  { agent: "research-desk", program: "research-desk/desk.ts" },
  { agent: "triage", program: "support/triage.ts" },
  { agent: "billing", program: "support/billing.ts", calledBy: ["triage"] },
  { agent: "refunds", program: "support/refunds.ts", calledBy: ["triage", "billing"] },
  { agent: "escalation", program: "support/escalation.ts" },
];
