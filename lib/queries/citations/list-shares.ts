import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { Share, type SharedKind } from "@/lib/model/share.ts";

/** As many shares as one answer lists; more are counted. */
export const SHARES_MAX = 500;

const readShares = defineQuery({
  name: "list-shares",
  params: z.object({ project: z.string(), shareId: z.string(), kind: z.string(), id: z.string(), limit: z.int() }),
  row: Share.extend({ inAll: z.coerce.number() }),
  sql: `
    SELECT share_id AS shareId, kind, id, masked, at, expires_at AS expiresAt, said_by AS by, note, count() OVER () AS inAll
    FROM
    (
        SELECT *
        FROM shares
        WHERE project = {project: String}
            AND ({shareId: String} = '' OR share_id = {shareId: String})
            AND ({kind: String} = '' OR kind = {kind: String})
            AND ({id: String} = '' OR id = {id: String})
        ORDER BY at DESC
        LIMIT 1 BY share_id
    )
    WHERE action = 'share' AND expires_at > now64(3)
    ORDER BY at DESC, shareId
    LIMIT {limit: UInt32}
    SETTINGS date_time_output_format = 'iso'`,
});

/** Shares that still open, the latest first, and how many there are in all. */
export async function listShares(db: Database, { project, shareId = "", kind, id = "", limit = SHARES_MAX }: { project: string; shareId?: string; kind?: SharedKind; id?: string; limit?: number }): Promise<{ shares: Share[]; inAll: number }> {
  const rows = await readShares(db, { project, shareId, kind: kind ?? "", id, limit });
  return { shares: rows.map((row) => Share.parse(row)), inAll: rows[0]?.inAll ?? 0 };
}
