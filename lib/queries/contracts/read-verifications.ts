import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { type ContractVerification, VERIFICATION_OUTCOMES } from "@/lib/model/contract-verification.ts";

/** The most verifications one answer holds. */
export const VERIFICATIONS_MAX = 500;
/** More pairs of versions than anybody looks at; the latest ones are kept. */
const LATEST_MAX = 5000;

const Row = z.object({
  contract: z.string(), version: z.string(), digest: z.string(), producer: z.string(), producerVersion: z.string(), receiver: z.string(), receiverVersion: z.string(),
  outcome: z.enum(VERIFICATION_OUTCOMES), examples: z.number(), at: z.string(), by: z.string(), url: z.string(), details: z.string(),
});
const COLUMNS = `contract, version, digest, producer, producer_version AS producerVersion, receiver, receiver_version AS receiverVersion,
        outcome, examples, concat(replaceOne(toString(at), ' ', 'T'), 'Z') AS at, told_by AS by, url, details`;

const readHistory = defineQuery({
  name: "contract-verifications",
  params: z.object({ project: z.string(), contract: z.string(), version: z.string(), limit: z.int().min(1).max(VERIFICATIONS_MAX) }),
  row: Row.extend({ inAll: z.coerce.number() }),
  sql: `
    SELECT ${COLUMNS}, count() OVER () AS inAll
    FROM contract_verifications
    WHERE project = {project: String} AND contract = {contract: String} AND ({version: String} = '' OR version = {version: String})
    ORDER BY at DESC, version, producer, receiver
    LIMIT {limit: UInt32}`,
});

const readLatest = defineQuery({
  name: "contract-verifications-latest",
  params: z.object({ project: z.string() }),
  row: Row,
  sql: `
    SELECT ${COLUMNS}
    FROM contract_verifications
    WHERE project = {project: String}
    ORDER BY at DESC, contract, version
    LIMIT 1 BY contract, digest, producer, producer_version, receiver, receiver_version
    LIMIT ${LATEST_MAX}`,
});

/** What tests said of one contract, or of one version of it, the latest first. */
export async function readVerifications(db: Database, { project, contract, version = "", limit = VERIFICATIONS_MAX }: { project: string; contract: string; version?: string | undefined; limit?: number }): Promise<{ verifications: ContractVerification[]; inAll: number }> {
  const rows = await readHistory(db, { project, contract, version, limit });
  return { verifications: rows.map(toVerification), inAll: rows[0]?.inAll ?? 0 };
}

/** The latest result of every pair of tested agents on the same demands of the same contract. */
export async function readLatestVerifications(db: Database, { project }: { project: string }): Promise<ContractVerification[]> {
  return (await readLatest(db, { project })).map(toVerification);
}

function toVerification({ contract, version, digest, producer, producerVersion, receiver, receiverVersion, outcome, examples, at, by, url, details }: z.output<typeof Row>): ContractVerification {
  return { contract, version, digest, producer: agentOf(producer, producerVersion), receiver: agentOf(receiver, receiverVersion), outcome, examples, at, by, url, details };
}

const agentOf = (name: string, version: string) => (name === "" ? null : { name, version });
