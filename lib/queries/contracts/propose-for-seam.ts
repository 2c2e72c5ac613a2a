import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { contractInForce } from "@/lib/contracts/in-force.ts";
import { proposeContract } from "@/lib/contracts/propose/propose-contract.ts";
import type { ContractProposal } from "@/lib/model/contract-registry.ts";
import { readHandoffsExtent } from "../handoffs/read-handoffs-extent.ts";
import { searchBackwards } from "../search-backwards.ts";
import { findSeam } from "../seams/find-seam.ts";
import { ALL_TIME, Instant } from "../time-window.ts";
import { readContracts } from "./read-contracts.ts";

/** How many payloads one proposal may be made from. */
export const PAYLOADS_MAX = 500;
/** Longer payloads are left out: parsing hundreds of them would hold up the dashboard. */
const PAYLOAD_LENGTH_MAX = 100_000;
/** The server takes no parameter longer than 128 KiB, and an id may have 256 bytes, each of them escaped. */
const IDS_PER_QUERY = 200;

const findLatest = defineQuery({
  name: "find-seam-samples",
  params: z.object({ project: z.string(), seamId: z.string(), from: Instant, n: z.int().positive() }),
  row: z.object({ atUnixNano: z.coerce.bigint(), id: z.string() }),
  sql: `
    SELECT toUnixTimestamp64Nano(started_at) AS atUnixNano, handoff_id AS id
    FROM handoffs FINAL
    PREWHERE project = {project: String} AND seam_id = {seamId: String} AND started_at >= {from: DateTime64(3, 'UTC')}
    WHERE NOT candidate
    ORDER BY started_at DESC, handoff_id
    LIMIT {n: UInt32}`,
});

/** The wide `detail` of only those. */
const readSamples = defineQuery({
  name: "read-seam-samples",
  params: z.object({ project: z.string(), seamId: z.string(), starts: z.array(z.bigint()), ids: z.array(z.string()) }),
  row: z.object({ body: z.string(), totalMs: z.number().nullable() }),
  sql: `
    SELECT if(length(whole) > ${PAYLOAD_LENGTH_MAX}, '', whole) AS body, total_ms AS totalMs
    FROM (
        SELECT if(JSONExtractString(detail, 'sent', 'body') != '', JSONExtractString(detail, 'sent', 'body'), JSONExtractString(detail, 'received', 'body')) AS whole, total_ms
        FROM handoffs FINAL
        PREWHERE project = {project: String} AND seam_id = {seamId: String} AND (started_at, handoff_id) IN (
            SELECT fromUnixTimestamp64Nano(key.1, 'UTC'), key.2
            FROM (SELECT arrayJoin(arrayZip({starts: Array(Int64)}, {ids: Array(String)})) AS key)
        )
    )`,
});

/** The newest handoffs of a seam: their keys from narrow columns of a stretch of the past that holds enough, then what they carried. */
async function readLatest(db: Database, { project, seamId, n }: { project: string; seamId: string; n: number }): Promise<{ body: string; totalMs: number | null }[]> {
  const found = await searchBackwards(await readHandoffsExtent(db), ALL_TIME, n, (from) => findLatest(db, { project, seamId, from, n }));
  const parts = Array.from({ length: Math.ceil(found.length / IDS_PER_QUERY) }, (_, part) => found.slice(part * IDS_PER_QUERY, (part + 1) * IDS_PER_QUERY));
  const rows = await Promise.all(parts.map((keys) => readSamples(db, { project, seamId, starts: keys.map((key) => key.atUnixNano), ids: keys.map((key) => key.id) })));
  return rows.flat();
}

/** A contract that the newest `n` handoffs of a seam keep; undefined when there is no such seam. Handoffs without a payload only count for latency. */
export async function proposeForSeam(db: Database, { project, seamId, n, now }: { project: string; seamId: string; n: number; now: Date }): Promise<ContractProposal | undefined> {
  const [[seam], samples, stored] = await Promise.all([findSeam(db, { project, seamId }), readLatest(db, { project, seamId, n }), readContracts(db, { project })]);
  if (seam === undefined) return undefined;
  const { source, target, contract } = seam;
  const existing = contractInForce(stored, { contract, source, target, claimedVersion: "", startedAt: now.toISOString() })?.contract;
  const payloads = samples.map(({ body }) => body).filter((body) => body !== "");
  const latenciesMs = samples.flatMap(({ totalMs }) => totalMs ?? []);
  const proposal = proposeContract({ seam: { source, target }, name: contract, payloads, latenciesMs, existing });
  return { seamId, ...proposal, payloads: payloads.length, latencies: latenciesMs.length };
}
