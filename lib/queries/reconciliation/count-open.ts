import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { OpenCount } from "@/lib/model/reconciliation.ts";
import { readKeptFrom } from "../storage/read-kept-from.ts";
import { ALL_TIME } from "../time-window.ts";
import { listUnresolvedGroups } from "./list-unresolved-groups.ts";

/** How much is open among all that is kept, less what was resolved: what the inbox adds up to, without looking at any of it. */
export async function countOpen(db: Database, { project }: { project: string }): Promise<OpenCount> {
  const { handoffs: keptFromMs = 0 } = await readKeptFrom(db);
  const { groups, groupsLeftOut } = await listUnresolvedGroups(db, { project, from: new Date(Math.max(ALL_TIME.from.getTime(), keptFromMs)), to: ALL_TIME.to });
  return { handoffs: groups.reduce((sum, group) => sum + group.count, 0), groups: groups.length + groupsLeftOut };
}
