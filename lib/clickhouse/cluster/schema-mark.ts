import { createHash } from "node:crypto";
import { z } from "zod";
import { defineQuery } from "../define-query.ts";
import type { Database } from "../open-database.ts";

/** The mark that a database carries as its comment once all these statements have been carried out. */
export const markOf = (statements: readonly string[]): string => `seamscope schema ${createHash("sha256").update(statements.join("\0")).digest("hex").slice(0, 32)}`;

/** A node that is away is not waited for: Keeper tells it when it returns what all were told. */
const countMarked = (cluster: string) =>
  defineQuery({
    name: "count-marked-nodes",
    params: z.object({ database: z.string(), mark: z.string() }),
    row: z.object({ marked: z.coerce.number(), nodes: z.coerce.number() }),
    sql: `
    SELECT
        (SELECT count() FROM clusterAllReplicas('${cluster}', system.databases) WHERE name = {database: String} AND comment = {mark: String}) AS marked,
        (SELECT count() FROM clusterAllReplicas('${cluster}', system.one)) AS nodes
    LIMIT 1
    SETTINGS skip_unavailable_shards = 1`,
  });

/** Whether every node that answers carries the mark. */
export async function isMarked(server: Database, { cluster, database }: { cluster: string; database: string }, mark: string): Promise<boolean> {
  const [counts] = await countMarked(cluster)(server, { database, mark });
  return counts !== undefined && counts.marked === counts.nodes;
}
