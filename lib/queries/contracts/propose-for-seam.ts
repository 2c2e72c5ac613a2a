import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { contractInForce } from "@/lib/contracts/in-force.ts";
import { proposeContract } from "@/lib/contracts/propose/propose-contract.ts";
import type { ContractProposal } from "@/lib/model/contract-registry.ts";
import { findSeam } from "../seams/find-seam.ts";
import { readContracts } from "./read-contracts.ts";

/** How many payloads one proposal may be made from. */
export const PAYLOADS_MAX = 500;
/** Longer payloads are left out: parsing hundreds of them would hold up the dashboard. */
const PAYLOAD_LENGTH_MAX = 100_000;

/** The newest handoffs first: their keys from the narrow columns, then the wide `detail` of only those. */
const readSamples = defineQuery({
  name: "read-seam-samples",
  params: z.object({ project: z.string(), seamId: z.string(), n: z.int().positive() }),
  row: z.object({ body: z.string(), totalMs: z.number().nullable() }),
  sql: `
    SELECT if(length(whole) > ${PAYLOAD_LENGTH_MAX}, '', whole) AS body, total_ms AS totalMs
    FROM (
        SELECT if(JSONExtractString(detail, 'sent', 'body') != '', JSONExtractString(detail, 'sent', 'body'), JSONExtractString(detail, 'received', 'body')) AS whole, total_ms
        FROM handoffs FINAL
        PREWHERE project = {project: String} AND seam_id = {seamId: String} AND (started_at, handoff_id) IN (
            SELECT started_at, handoff_id
            FROM handoffs FINAL
            WHERE project = {project: String} AND seam_id = {seamId: String} AND NOT candidate
            ORDER BY started_at DESC, handoff_id
            LIMIT {n: UInt32}
        )
    )`,
});

/** A contract that the newest `n` handoffs of a seam keep; undefined when there is no such seam. Handoffs without a payload only count for latency. */
export async function proposeForSeam(db: Database, { project, seamId, n, now }: { project: string; seamId: string; n: number; now: Date }): Promise<ContractProposal | undefined> {
  const [[seam], samples, stored] = await Promise.all([findSeam(db, { project, seamId }), readSamples(db, { project, seamId, n }), readContracts(db, { project })]);
  if (seam === undefined) return undefined;
  const { source, target, contract } = seam;
  const existing = contractInForce(stored, { contract, source, target, claimedVersion: "", startedAt: now.toISOString() })?.contract;
  const payloads = samples.map(({ body }) => body).filter((body) => body !== "");
  const latenciesMs = samples.flatMap(({ totalMs }) => totalMs ?? []);
  const proposal = proposeContract({ seam: { source, target }, name: contract, payloads, latenciesMs, existing });
  return { seamId, ...proposal, payloads: payloads.length, latencies: latenciesMs.length };
}
