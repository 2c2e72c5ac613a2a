/**
 * By what the rows of each table are spread over the shards of a cluster, as an expression over its columns. Three rules, each
 * held by a test: every table has one; where rows replace one another it is made of columns of the sorting key alone, so that they
 * meet on one shard; and a view's table is spread like the table that the view reads, so that views write where they read.
 *
 * A trace stays together (its spans, log records, keys and summary), a handoff with all rows it ever had, a seam's buckets.
 * Small tables are kept whole, all rows of a project on one shard, which then answers alone.
 */
const SHARDED_BY: Readonly<Record<string, string>> = {
  spans: "cityHash64(trace_id)",
  log_records: "cityHash64(trace_id)",
  traces: "cityHash64(trace_id)",
  grown_traces: "cityHash64(trace_id)",
  trace_keys: "cityHash64(trace_id)",
  correlation_keys: "cityHash64(trace_id)",
  traces_by_time: "cityHash64(trace_id)",
  handoffs: "cityHash64(handoff_id)",
  handoffs_by_time: "cityHash64(handoff_id)",
  handoff_keys: "cityHash64(handoff_id)",
  handoff_changes: "cityHash64(handoff_id)",
  // By one of the handoffs that a row adds up: several shards have rows of one seam, and every question adds them up.
  seam_judgements: "cityHash64(handoff_id)",
  seam_judgements_per_hour: "cityHash64(handoff_id)",
  seam_counters: "cityHash64(handoff_id)",
  seam_firsts: "cityHash64(handoff_id)",
  trace_changes: "cityHash64(trace_id)",
  seams_per_minute: "cityHash64(seam_id)",
  seams_by_minute: "cityHash64(seam_id)",
  seams_per_hour: "cityHash64(seam_id)",
  seams_per_day: "cityHash64(seam_id)",
  version_sightings: "cityHash64(seam_id)",
  pinned_spans: "cityHash64(trace_id)",
  pinned_log_records: "cityHash64(trace_id)",
  pinned_traces: "cityHash64(trace_id)",
  pinned_trace_keys: "cityHash64(trace_id)",
  pinned_correlation_keys: "cityHash64(trace_id)",
  pinned_trace_sizes: "cityHash64(trace_id)",
  pinned_handoffs: "cityHash64(handoff_id)",
  pinned_handoff_keys: "cityHash64(handoff_id)",
  kept_spans: "cityHash64(trace_id)",
  kept_log_records: "cityHash64(trace_id)",
  kept_traces: "cityHash64(trace_id)",
  kept_trace_keys: "cityHash64(trace_id)",
  kept_correlation_keys: "cityHash64(trace_id)",
  kept_handoffs: "cityHash64(handoff_id)",
  kept_handoff_keys: "cityHash64(handoff_id)",
  handoff_tombstones: "cityHash64(handoff_id)",
  trace_tombstones: "cityHash64(trace_id)",
  pins: "cityHash64(project)",
  shares: "cityHash64(project)",
  backfills: "cityHash64(table_name)",
  retention_changes: "cityHash64(kind)",
  contracts: "cityHash64(project)",
  contract_verifications: "cityHash64(project)",
  agent_declarations: "cityHash64(project)",
  recheck_requests: "cityHash64(project)",
  recheck_progress: "cityHash64(project)",
  reconciler_runs: "cityHash64(project)",
  inbox_resolutions: "cityHash64(project)",
  ingest_ledger: "cityHash64(project)",
  rejects: "cityHash64(at, reason)",
  collectors: "cityHash64(project)",
  alert_rules: "cityHash64(project)",
  alert_channels: "cityHash64(project)",
  alert_silences: "cityHash64(project)",
  alert_transitions: "cityHash64(project)",
  alert_deliveries: "cityHash64(project)",
  alert_rounds: "cityHash64(project)",
  citations: "cityHash64(project)",
};

/** The sharding expression of a table; throws where none is decided. */
export function shardingOf(table: string): string {
  const expression = SHARDED_BY[table];
  if (expression === undefined) throw new Error(`Cannot spread the table ${table} over shards: expected a line for it in lib/clickhouse/cluster/sharding.ts`);
  return expression;
}

/** Whether a name is that of a table with rows of its own, and not of a view. */
export const isTable = (name: string): boolean => name in SHARDED_BY;
