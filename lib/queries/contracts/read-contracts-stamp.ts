import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";

/** One row that changes whenever a contract version is pushed: cheap to ask for every second. */
export const readContractsStamp = defineQuery({
  name: "read-contracts-stamp",
  params: z.object({ project: z.string() }),
  row: z.object({ stamp: z.string() }),
  sql: `
    SELECT concat(toString(count()), ' ', toString(max(pushed_at)), ' ', toString(groupBitXor(cityHash64(name, version, hash)))) AS stamp
    FROM contracts
    WHERE project = {project: String}
    LIMIT 1`,
});
