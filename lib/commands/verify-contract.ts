import { randomUUID } from "node:crypto";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { verifiedDigest } from "@/lib/contracts/verified-digest.ts";
import type { VerificationRequest } from "@/lib/model/contract-verification.ts";
import { readContractVersion } from "@/lib/queries/contracts/read-contract-version.ts";

/** The result is stored, or the field of the request that does not go with what is stored. */
export type VerifyContract = { ok: true; digest: string } | { ok: false; field: string; message: string };

/**
 * Stores what a test said of an agent's version against a contract's version, beside everything that was told before. Of a version that is
 * stored the digest is ours; of one that is not yet, the test has to bring it.
 */
export async function verifyContract(db: Database, { project, name, told }: { project: string; name: string; told: VerificationRequest }): Promise<VerifyContract> {
  const { version, producer, receiver, outcome, examples, by, url = "", details } = told;
  const [stored] = await readContractVersion(db, { project, name, version });
  const digest = stored === undefined ? told.digest : verifiedDigest(stored.contract);
  if (digest === undefined) return { ok: false, field: "version", message: `${name} ${version} is not stored: push it first, or say with \`digest\` what was verified` };
  if (told.digest !== undefined && told.digest !== digest) return { ok: false, field: "digest", message: `${name} ${version} is stored and demands something else than what was verified: was its file changed without a new version?` };
  const row = {
    project, contract: name, version, digest, outcome, examples, url, details, told_by: by,
    producer: producer?.name ?? "", producer_version: producer?.version ?? "", receiver: receiver?.name ?? "", receiver_version: receiver?.version ?? "",
  };
  await db.insert("contract_verifications", [row], randomUUID());
  return { ok: true, digest };
}
