import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Position } from "../keyset-cursor.ts";
import { narrowedDown, TraceFilters, WORDS_MAX } from "./trace-filters.ts";

/** One condition a word, because only then the index of what words consist of leaves parts unread. */
const queryFor = (words: number) =>
  narrowedDown((isAskedFor) => defineQuery({
    name: words === 0 ? "list-traces-places" : "search-traces-places",
    params: TraceFilters.extend({ patterns: z.array(z.string()).length(words) }),
    row: z.object({ atUnixNano: z.coerce.bigint(), id: z.string() }),
    sql: `
    SELECT toUnixTimestamp64Nano(started_at) AS atUnixNano, trace_id AS id
    FROM traces_by_time
    WHERE project = {project: String} AND ${isAskedFor}
        ${Array.from({ length: words }, (_, index) => `AND search_text LIKE {patterns: Array(String)}[${index + 1}]`).join(" ")}
    ORDER BY started_at DESC, trace_id DESC
    LIMIT {rows: UInt32}`,
  }));

const QUERIES = Array.from({ length: WORDS_MAX + 1 }, (_, words) => queryFor(words));

/**
 * Where traces stand, or once stood, that may be what is asked for, newest first; some twice. Read in order of time until there are
 * enough, which DISTINCT and LIMIT BY would prevent.
 */
export async function findPlacesOfTraces(db: Database, asked: TraceFilters): Promise<Position[]> {
  const { words } = asked;
  const patterns = words.map((word) => `%${word.replaceAll(/[\\%_]/g, "\\$&")}%`);
  return (QUERIES[words.length] ?? queryFor(words.length))(db, { ...asked, patterns });
}
