import type { Database } from "@/lib/clickhouse/open-database.ts";
import { contractInForce } from "@/lib/contracts/in-force.ts";
import type { Finding } from "@/lib/model/handoff.ts";
import type { SeamSummary } from "@/lib/model/seam.ts";
import { runSeamChecks } from "@/lib/seams/governance/all-seam-checks.ts";
import { readContracts } from "../contracts/read-contracts.ts";
import type { TimeWindow } from "../time-window.ts";
import { gateEvidence } from "./gate-evidence.ts";
import { payloadSamples } from "./payload-samples.ts";
import { readTellingHandoffs } from "./read-telling-handoffs.ts";

type SeamSeen = Pick<SeamSummary, "source" | "target" | "contract" | "handoffs">;

/**
 * What is found on a seam itself over a window, by the contract that is in force at `now`; worked out from what is stored each time it is asked.
 * What the seam is may still be being read: most of what it takes to judge it does not wait for that. Nothing is found on one that turns out not to be.
 */
export async function readStandingFindings(
  db: Database,
  seen: SeamSeen | Promise<SeamSeen | undefined>,
  { project, seamId, from, to, now }: TimeWindow & { project: string; seamId: string; now: Date },
): Promise<Finding[]> {
  const [stored, telling, seam] = await Promise.all([readContracts(db, { project }), readTellingHandoffs(db, { project, seamId, from, to }), seen]);
  if (seam === undefined) return [];
  const { source, target, contract, handoffs } = seam;
  const inForce = contractInForce(stored, { contract, source, target, claimedVersion: "", startedAt: now.toISOString() });
  return runSeamChecks({ source, target, handoffs, contract: inForce?.contract, ...gateEvidence(telling), samples: payloadSamples(telling) });
}
