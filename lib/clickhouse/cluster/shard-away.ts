import { ClickHouseError } from "@clickhouse/client";

/** ClickHouse's code of ALL_CONNECTION_TRIES_FAILED: no replica of some shard could be reached. */
const ALL_CONNECTION_TRIES_FAILED = "279";

/** Throws what went wrong; where a shard is away, in words that say so: then nothing was answered, because a part of the rows would look like all of them. */
export function throwExplained(error: unknown, cluster: string | undefined): never {
  if (cluster === undefined || !(error instanceof ClickHouseError) || error.code !== ALL_CONNECTION_TRIES_FAILED) throw error;
  throw new Error(`A shard of the cluster ${cluster} does not answer, and a part of the data is not given for all of it: ${error.message}`, { cause: error });
}

/**
 * Whether an error tells of a connection between two nodes and not of the rows that were sent. ClickHouse's code does not say so: a
 * node that dies while it is handed rows shows as the end of unreadable data (32, ATTEMPT_TO_READ_AFTER_EOF).
 */
export const isBetweenNodes = ({ message }: ClickHouseError): boolean => /while (?:receiving packet from|reading from socket|writing to socket)/.test(message);
