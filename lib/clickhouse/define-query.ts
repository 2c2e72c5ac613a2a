import type { z } from "zod";
import type { Database } from "./open-database.ts";

/**
 * One question to the database: what goes in, the SQL, what comes out. Parameters are checked and bound as `{name: Type}`,
 * never pasted; rows are checked too, so a changed table fails here and not on a page.
 */
export function defineQuery<Params extends z.ZodType<Record<string, unknown>>, Row extends z.ZodType>(query: {
  name: string;
  params: Params;
  row: Row;
  sql: string;
}): (db: Database, params: z.input<Params>) => Promise<z.output<Row>[]> {
  return async (db, params) => {
    const rows = await db.select(query.name, query.sql, query.params.parse(params));
    return rows.map((row) => query.row.parse(row));
  };
}
