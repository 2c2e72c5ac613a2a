import { Readable } from "node:stream";
import { ClickHouseError, ClickHouseLogLevel, createClient } from "@clickhouse/client";
import type { Config } from "@/lib/config/env.ts";
import { askEveryShard, CLUSTER_SETTINGS } from "./cluster/cluster-settings.ts";
import { isBetweenNodes, throwExplained } from "./cluster/shard-away.ts";

/** The one door to ClickHouse, embedded or not. Values reach SQL only as bound parameters. */
export interface Database {
  readonly name: string;
  /** Rows of a SELECT. `queryName` is sent as log_comment, so that system.query_log names the culprit. */
  select(queryName: string, sql: string, params: Record<string, unknown>): Promise<unknown[]>;
  /** The same, as far as the rows have `bytesMax` characters of text together; `bytes` is how many, `isCut` says that there are more rows. */
  selectUpTo(bytesMax: number, queryName: string, sql: string, params: Record<string, unknown>): Promise<{ rows: unknown[]; bytes: number; isCut: boolean }>;
  /** Inserts rows as one block; a retry with the same token stores nothing twice. `signal` ends the wait, not always the insert. */
  insert(table: string, rows: readonly unknown[], token?: string, signal?: AbortSignal): Promise<void>;
  /**
   * Inserts rows that are encoded already, as one block: the chunks are sent one after the other. A retry with the same token stores
   * nothing twice. Rejects with an `InsertRefused` when the database answers that it does not take them, else when there is no answer,
   * or none from a shard.
   */
  insertEncoded(insert: EncodedInsert): Promise<void>;
  /** A statement that returns nothing: DDL, INSERT … SELECT. */
  run(sql: string, params?: Record<string, unknown>): Promise<void>;
  /** Removes rows of a table of ours for good, on all shards; the condition binds its values as a SELECT does. */
  remove(table: string, condition: string, params: Record<string, unknown>): Promise<void>;
  /** Whether the database answers; of a cluster, whether every shard does. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

/** Rows in bytes that ClickHouse takes. `signal` ends the wait, not always the insert. */
interface EncodedInsert {
  table: string;
  format: "Native" | "JSONEachRow";
  chunks: readonly Uint8Array[];
  token: string;
  signal: AbortSignal;
}

/** The database's answer that it does not take rows; `code` is one of its error codes. */
export class InsertRefused extends Error {
  readonly code: number;

  constructor(error: ClickHouseError) {
    super(error.message, { cause: error });
    this.code = Number(error.code);
  }
}

type Settings = Pick<Config, "CLICKHOUSE_URL" | "CLICKHOUSE_USER" | "CLICKHOUSE_PASSWORD" | "CLICKHOUSE_DATABASE"> & Partial<Pick<Config, "CLICKHOUSE_CLUSTER">>;

const READ_SETTINGS = { readonly: "2", cancel_http_readonly_queries_on_client_close: 1, max_execution_time: 60 } as const;
const WRITE_SETTINGS = {
  async_insert: 0,
  date_time_input_format: "best_effort",
  deduplicate_blocks_in_dependent_materialized_views: 1,
  throw_on_max_partitions_per_insert_block: 0,
} as const;
/** However many chunks are sent, they become one block, which is stored whole or not at all. */
const ONE_BLOCK = {
  max_insert_block_size: "100000000",
  min_insert_block_size_rows: "100000000",
  min_insert_block_size_bytes: "10000000000",
  input_format_parallel_parsing: 0,
  // Repeats within a block merge like all others, in the background; looking for them here costs more than all else (bench/insert-cost.ts).
  optimize_on_insert: 0,
} as const;
/** UInt64 as strings: a JavaScript number cannot hold nanoseconds. */
const SAFE_INTEGERS = { output_format_json_quote_64bit_integers: 1 } as const;

/** Opens the database named by the settings; throws when no URL is set. Nothing is sent until the first call. */
export function openDatabase(settings: Settings): Database {
  if (settings.CLICKHOUSE_URL === undefined) throw new Error("CLICKHOUSE_URL is not set, so there is no database to open");
  const { CLICKHOUSE_CLUSTER: cluster } = settings;
  const client = createClient({
    url: settings.CLICKHOUSE_URL,
    username: settings.CLICKHOUSE_USER,
    password: settings.CLICKHOUSE_PASSWORD,
    database: settings.CLICKHOUSE_DATABASE,
    application: "seamscope",
    request_timeout: 65_000,
    keep_alive: { enabled: true, idle_socket_ttl: 2500 },
    clickhouse_settings: cluster === undefined ? SAFE_INTEGERS : { ...SAFE_INTEGERS, ...CLUSTER_SETTINGS },
    // Whatever goes wrong is thrown to the caller, who logs it in one line; the client would print a page beside it.
    log: { level: ClickHouseLogLevel.OFF },
  });
  return {
    name: settings.CLICKHOUSE_DATABASE,
    ...readingBy(client, cluster),
    ...writingBy(client),
    async remove(table, condition, params) {
      // The front of a cluster's table has no rows.
      const rows = cluster === undefined ? table : `${settings.CLICKHOUSE_DATABASE}.${table}_local ON CLUSTER '${cluster}'`;
      await client.command({ query: `DELETE FROM ${rows} WHERE ${condition}`, query_params: params });
    },
    async ping() {
      if (cluster === undefined) return (await client.ping()).success;
      return client.command({ query: askEveryShard(cluster) }).then(() => true, () => false);
    },
    close: () => client.close(),
  };
}

type Client = ReturnType<typeof createClient>;

const readingBy = (client: Client, cluster: string | undefined): Pick<Database, "select" | "selectUpTo"> => ({
  async select(queryName, sql, params) {
    try {
      const result = await client.query({
        query: sql,
        query_params: params,
        format: "JSONEachRow",
        clickhouse_settings: { ...READ_SETTINGS, log_comment: queryName },
      });
      return await result.json<unknown>();
    } catch (error) {
      return throwExplained(error, cluster);
    }
  },
  async selectUpTo(bytesMax, queryName, sql, params) {
    try {
      const result = await client.query({ query: sql, query_params: params, format: "JSONEachRow", clickhouse_settings: { ...READ_SETTINGS, log_comment: queryName } });
      const rows: unknown[] = [];
      let bytes = 0;
      for await (const part of result.stream<unknown>()) {
        for (const row of part) {
          if (bytes + row.text.length > bytesMax) return { rows, bytes, isCut: true };
          bytes += row.text.length;
          rows.push(row.json());
        }
      }
      return { rows, bytes, isCut: false };
    } catch (error) {
      return throwExplained(error, cluster);
    }
  },
});

const writingBy = (client: Client): Pick<Database, "insert" | "insertEncoded" | "run"> => ({
  async insert(table, rows, token, signal) {
    if (rows.length === 0) return;
    const deduplication = token === undefined ? {} : { insert_deduplication_token: token };
    await client.insert({
      table,
      values: [...rows],
      format: "JSONEachRow",
      clickhouse_settings: { ...WRITE_SETTINGS, ...deduplication },
      ...(signal === undefined ? {} : { abort_signal: signal }),
    });
  },
  async insertEncoded({ table, format, chunks, token, signal }) {
    try {
      const { stream } = await client.exec({
        query: `INSERT INTO ${table} FORMAT ${format}`,
        values: Readable.from(chunks, { objectMode: false }),
        clickhouse_settings: { ...WRITE_SETTINGS, ...ONE_BLOCK, insert_deduplication_token: token },
        abort_signal: signal,
      });
      await stream.resume().toArray();
    } catch (error) {
      throw error instanceof ClickHouseError && !isBetweenNodes(error) ? new InsertRefused(error) : error;
    }
  },
  async run(sql, params = {}) {
    await client.command({ query: sql, query_params: params, clickhouse_settings: WRITE_SETTINGS });
  },
});
