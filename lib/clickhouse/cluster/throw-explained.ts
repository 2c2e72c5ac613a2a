import { ClickHouseError } from "@clickhouse/client";

/** ClickHouse's code of ALL_CONNECTION_TRIES_FAILED: no replica of some shard could be reached. */
const ALL_CONNECTION_TRIES_FAILED = "279";

/** Throws what went wrong; where a shard is away, in words that say so: then nothing was answered, because a part of the rows would look like all of them. */
export function throwExplained(error: unknown, cluster: string | undefined): never {
  if (cluster === undefined || !(error instanceof ClickHouseError) || error.code !== ALL_CONNECTION_TRIES_FAILED) throw error;
  throw new Error(`A shard of the cluster ${cluster} does not answer, and a part of the data is not given for all of it: ${error.message}`, { cause: error });
}
