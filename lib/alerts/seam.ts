import type { AgentOwner } from "@/lib/model/agent.ts";

/** What alerts need to know of a seam beside its measurements. */
export interface AlertSeam {
  id: string;
  source: string;
  target: string;
  contract: string;
  owner: AgentOwner | null;
  /** Of the agent that hands over. */
  sourceOwner: AgentOwner | null;
  runbook: string;
}
