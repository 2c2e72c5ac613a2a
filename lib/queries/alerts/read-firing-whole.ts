import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Firing } from "@/lib/model/alert-view.ts";
import { getFiring } from "./get-firing.ts";
import { listDeliveries } from "./list-deliveries.ts";

/** One firing with all that is stored of it: what was known when it fired, its course, and every attempt to tell of it; undefined when there is none. */
export async function readFiringWhole(db: Database, { project, id }: { project: string; id: string }): Promise<Firing | undefined> {
  const [found, { deliveries }] = await Promise.all([getFiring(db, { project, id }), listDeliveries(db, { project, firing: id })]);
  return found === undefined ? undefined : { ...found.summary, message: found.message, steps: found.steps, deliveries };
}
