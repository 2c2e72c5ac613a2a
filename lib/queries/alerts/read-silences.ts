import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { Silence } from "@/lib/model/alert-silence.ts";

const readStored = defineQuery({
  name: "alert-silences",
  params: z.object({ project: z.string() }),
  row: z.object({ silence: z.string() }),
  sql: `
    SELECT silence
    FROM
    (
      SELECT silence_id, silence, starts_at
      FROM alert_silences
      WHERE project = {project: String}
      ORDER BY saved_at DESC
      LIMIT 1 BY silence_id
    )
    ORDER BY starts_at DESC, silence_id
    LIMIT 10000`,
});

/** All silences as they were saved last, over or not, the latest to start first. */
export async function readSilences(db: Database, params: { project: string }): Promise<Silence[]> {
  return (await readStored(db, params)).map(({ silence }) => Silence.parse(JSON.parse(silence)));
}
