import { ClickHouseLogLevel, createClient } from "@clickhouse/client";
import type { Config } from "@/lib/config/env.ts";
import { askEveryShard, CLUSTER_SETTINGS } from "./cluster/cluster-settings.ts";
import { throwExplained } from "./cluster/throw-explained.ts";

/** The one door to ClickHouse, embedded or not. Values reach SQL only as bound parameters. */
export interface Database {
  readonly name: string;
  /** Rows of a SELECT. `queryName` is sent as log_comment, so that system.query_log names the culprit. */
  select(queryName: string, sql: string, params: Record<string, unknown>): Promise<unknown[]>;
  /** Inserts rows as one block; a retry with the same token stores nothing twice. `signal` ends the wait, not always the insert. */
  insert(table: string, rows: readonly unknown[], token?: string, signal?: AbortSignal): Promise<void>;
  /** A statement that returns nothing: DDL, INSERT … SELECT. */
  run(sql: string, params?: Record<string, unknown>): Promise<void>;
  /** Whether the database answers; of a cluster, whether every shard does. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

type Settings = Pick<Config, "CLICKHOUSE_URL" | "CLICKHOUSE_USER" | "CLICKHOUSE_PASSWORD" | "CLICKHOUSE_DATABASE"> & Partial<Pick<Config, "CLICKHOUSE_CLUSTER">>;

const READ_SETTINGS = { readonly: "2", cancel_http_readonly_queries_on_client_close: 1, max_execution_time: 60 } as const;
const WRITE_SETTINGS = {
  async_insert: 0,
  date_time_input_format: "best_effort",
  deduplicate_blocks_in_dependent_materialized_views: 1,
  throw_on_max_partitions_per_insert_block: 0,
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
    async run(sql, params = {}) {
      await client.command({ query: sql, query_params: params, clickhouse_settings: WRITE_SETTINGS });
    },
    async ping() {
      if (cluster === undefined) return (await client.ping()).success;
      return client.command({ query: askEveryShard(cluster) }).then(() => true, () => false);
    },
    close: () => client.close(),
  };
}
