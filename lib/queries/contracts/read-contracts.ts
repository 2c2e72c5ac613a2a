import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { StoredContract } from "@/lib/model/contract.ts";

/** How many pushes one answer holds: the latest ones. */
const CONTRACTS_MAX = 5000;

const Json = z.string().transform((text): unknown => JSON.parse(text));

/** All contract versions that were pushed, latest push first, at most `CONTRACTS_MAX`. */
export const readContracts = defineQuery({
  name: "read-contracts",
  params: z.object({ project: z.string() }),
  row: StoredContract.extend({ contract: Json.pipe(StoredContract.shape.contract) }),
  sql: `
    SELECT
        contract, source, hash,
        concat(replaceOne(toString(pushed_at), ' ', 'T'), 'Z') AS pushedAt,
        concat(replaceOne(toString(applies_from), ' ', 'T'), 'Z') AS appliesFrom
    FROM contracts
    WHERE project = {project: String}
    ORDER BY pushed_at DESC, name, version, hash
    LIMIT ${CONTRACTS_MAX}`,
});
