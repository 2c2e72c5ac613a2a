import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";

/** One replica of every shard, or the one node. The name of the cluster is checked to be a plain identifier in lib/config. */
const onEveryShard = (cluster: string | undefined, table: string): string => (cluster === undefined ? `system.${table}` : `cluster('${cluster}', system.${table})`);

const Size = z.object({ table: z.string(), rows: z.coerce.number(), bytes: z.coerce.number(), uncompressedBytes: z.coerce.number(), parts: z.coerce.number() });

/** What each table of the database takes on the disks of all shards, by its active parts; replicas are not added up. */
export const readTableSizes = (db: Database, cluster: string | undefined): Promise<z.infer<typeof Size>[]> =>
  defineQuery({
    name: "storage-tables",
    params: z.object({ database: z.string() }),
    row: Size,
    sql: `
    SELECT
        replaceRegexpOne(table, '_local$', '') AS table, sum(rows) AS rows, sum(bytes_on_disk) AS bytes,
        sum(data_uncompressed_bytes) AS uncompressedBytes, count() AS parts
    FROM ${onEveryShard(cluster, "parts")}
    WHERE database = {database: String} AND active
    GROUP BY table
    ORDER BY bytes DESC, table
    LIMIT 1000`,
  })(db, { database: db.name });

/** The logs that the database writes of itself, beside ours, and how long it keeps them. */
export const readSystemTables = (db: Database, cluster: string | undefined): Promise<{ table: string; rows: number; bytes: number; createQuery: string }[]> =>
  defineQuery({
    name: "storage-system-tables",
    params: z.object({}),
    row: z.object({ table: z.string(), rows: z.coerce.number(), bytes: z.coerce.number(), createQuery: z.string() }),
    sql: `
    SELECT name AS table, sum(total_rows) AS rows, sum(total_bytes) AS bytes, any(create_table_query) AS createQuery
    FROM ${onEveryShard(cluster, "tables")}
    WHERE database = 'system' AND engine LIKE '%MergeTree' AND total_bytes > 0
    GROUP BY name
    ORDER BY bytes DESC, name
    LIMIT 100`,
  })(db, {});

/** The disks that the database writes to, on every node. */
export const readDisks = (db: Database, cluster: string | undefined): Promise<{ node: string; name: string; path: string; freeBytes: number; totalBytes: number }[]> =>
  defineQuery({
    name: "storage-disks",
    params: z.object({}),
    row: z.object({ node: z.string(), name: z.string(), path: z.string(), freeBytes: z.coerce.number(), totalBytes: z.coerce.number() }),
    sql: `
    SELECT hostName() AS node, name, path, free_space AS freeBytes, total_space AS totalBytes
    FROM ${cluster === undefined ? "system.disks" : `clusterAllReplicas('${cluster}', system.disks)`}
    WHERE total_space > 0 AND NOT is_remote
    ORDER BY freeBytes, node, name
    LIMIT 1000
    SETTINGS skip_unavailable_shards = 1`,
  })(db, {});
