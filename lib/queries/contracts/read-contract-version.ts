import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { Contract } from "@/lib/model/contract.ts";

/** One version of a contract as it was pushed last; no row when nobody ever pushed it. */
export const readContractVersion = defineQuery({
  name: "read-contract-version",
  params: z.object({ project: z.string(), name: z.string(), version: z.string() }),
  row: z.object({ contract: z.string().transform((text): unknown => JSON.parse(text)).pipe(Contract) }),
  sql: `
    SELECT contract
    FROM contracts
    WHERE project = {project: String} AND name = {name: String} AND version = {version: String}
    ORDER BY pushed_at DESC, hash
    LIMIT 1`,
});
