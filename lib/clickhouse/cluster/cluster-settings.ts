import type { ClickHouseSettings } from "@clickhouse/client";

/**
 * What every request to a cluster says, so that it means what it means on one node (docs/decisions/0017-a-cluster-of-the-same-tables.md).
 * All of them are needed; each is held by lib/clickhouse/cluster/*.test.ts, apart from those about replicas, which only a real cluster has.
 */
export const CLUSTER_SETTINGS = {
  // A subquery in IN or JOIN is worked out once over all shards and sent along; what would be worked out on each shard is refused.
  // distributed_product_mode = global does the same and fails on subqueries within UNION ALL (26.7: "Invalid local IN function name").
  prefer_global_in_and_join: 1,
  distributed_product_mode: "deny",
  // An insert is answered when every shard has its rows, not when they lie in a queue of the node that was asked.
  distributed_foreground_insert: 1,
  // INSERT … SELECT over all shards, not on each shard for itself.
  parallel_distributed_insert_select: "0",
  // Whoever names a trace asks the shard that has it.
  optimize_skip_unused_shards: 1,
  // A rate of some of the shards would be a wrong rate.
  skip_unavailable_shards: 0,
  // The first replica that answers writes and reads, whichever node is asked: what was just stored is seen.
  load_balancing: "in_order",
  prefer_localhost_replica: 0,
  // One that came back is left out until it has caught up to this many seconds.
  max_replica_delay_for_distributed_queries: "5",
  // A node that is away carries DDL out when it returns; a start does not wait for it.
  distributed_ddl_task_timeout: "30",
  distributed_ddl_output_mode: "null_status_on_timeout",
} satisfies ClickHouseSettings;

/** Answers when a replica of every shard does; `cluster` is checked to be a plain name in lib/config. */
export const askEveryShard = (cluster: string): string => `SELECT count() AS shards FROM cluster('${cluster}', system.one)`;
