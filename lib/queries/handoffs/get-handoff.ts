import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { StoredHandoff, type Handoff } from "@/lib/model/handoff.ts";
import { placesBy, WHOLE_FIRST } from "./places-of-handoffs.ts";

/** By id alone. PREWHERE keeps the wide `detail` of all other rows unread, and is right before FINAL because the id belongs to the sorting key. */
const readHandoff = defineQuery({
  name: "get-handoff",
  params: z.object({ project: z.string(), ids: z.tuple([z.string()]) }),
  row: z.object({ handoff: z.string().transform((json): unknown => JSON.parse(json)).pipe(StoredHandoff) }),
  sql: `
    SELECT detail AS handoff
    FROM kept_handoffs FINAL
    PREWHERE ${placesBy("handoff", "ids")}
    ORDER BY ${WHOLE_FIRST}
    LIMIT 1`,
});

/** A handoff with all its evidence, candidates included; undefined when there is none with this id. */
export async function getHandoff(db: Database, { project, id }: { project: string; id: string }): Promise<Handoff | undefined> {
  const [row] = await readHandoff(db, { project, ids: [id] });
  return row?.handoff;
}
