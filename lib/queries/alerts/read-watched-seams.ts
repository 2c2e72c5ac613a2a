import { z } from "zod";
import type { AlertSeam } from "@/lib/alerts/seam.ts";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { contractsInForce } from "@/lib/contracts/in-force.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { ownerOfAgent, ownerOfSeam } from "../agents/find-owner.ts";
import { readDeclarations } from "../agents/read-declarations.ts";
import { readContracts } from "../contracts/read-contracts.ts";
import { SEAM_ENDS } from "../seams/seam-ends-sql.ts";

const DAY_S = 86_400;
/** So long after its last handoff a seam is watched: what alerts call a month. */
const WATCHED_DAYS = 31;
/** As many as there are scorecards of. */
const SEAMS_MAX = 50_000;

const readEnds = defineQuery({
  name: "watched-seams",
  params: z.object({ project: z.string(), fromS: z.int() }),
  row: z.object({ id: z.string(), source: z.string(), target: z.string(), contract: z.string() }),
  sql: `
    SELECT id, source, target, contract
    FROM
    (
      SELECT ${SEAM_ENDS}
      FROM seams_per_day FINAL
      PREWHERE project = {project: String} AND day >= toDateTime({fromS: Int64}, 'UTC')
      WHERE handoffs > 0
      GROUP BY seam_id
    )
    ORDER BY id
    LIMIT ${SEAMS_MAX}`,
});

/** All seams that anything passed within a month before `at`, by id, with who answers for both their ends and the runbook of the contract in force. */
export async function readWatchedSeams(db: Database, { project, at }: { project: string; at: Date }): Promise<Map<string, AlertSeam>> {
  const fromS = Math.max(0, Math.floor(at.getTime() / 1000 / DAY_S) - WATCHED_DAYS) * DAY_S;
  const [ends, contracts, declarations] = await Promise.all([readEnds(db, { project, fromS }), readContracts(db, { project }), readDeclarations(db, { project, agent: "" })]);
  const inForce = contractsInForce(contracts, at.toISOString());
  const declaredAs = new Map(declarations.toReversed().map((stored) => [normaliseName(stored.declaration.name), stored]));
  const sourceOwners = new Map([...new Set(ends.map(({ source }) => source))].map((source) => [source, ownerOfAgent(source, declaredAs.get(normaliseName(source)), contracts)]));
  return new Map(ends.map((seam) => {
    const contract = inForce(seam)?.contract;
    const owner = ownerOfSeam(seam.target, contract, declaredAs.get(normaliseName(seam.target)), contracts);
    return [seam.id, { ...seam, owner, sourceOwner: sourceOwners.get(seam.source) ?? null, runbook: contract?.runbook ?? "" }];
  }));
}
