export const ENGINE_FAILURE_REASONS = ["no-binary", "locked", "port-taken", "disk-full", "unusable-dir", "died"] as const;
/** Why the embedded engine could not start. */
export type EngineFailureReason = (typeof ENGINE_FAILURE_REASONS)[number];

/** A start that did not happen: the reason for programs, one sentence with the way on for people. */
export interface EngineFailure {
  kind: "failure";
  reason: EngineFailureReason;
  message: string;
}

/** Builds a failure. */
export function engineFailure(reason: EngineFailureReason, message: string): EngineFailure {
  return { kind: "failure", reason, message };
}

/** The ways on for a platform without a binary of the engine. */
export const WAYS_ON =
  "start everything in containers with `docker compose up`, or set CLICKHOUSE_URL to a ClickHouse server of yours";

/** Reads from what the engine said on its way out why it did not start. */
export function explainDeath(lastWords: string, dataDir: string, port: number): EngineFailure {
  if (/Cannot lock file|Another server instance/.test(lastWords)) return lockedFailure(dataDir, undefined);
  if (/Address already in use|Code: 210\b/.test(lastWords)) return portTakenFailure(port);
  if (/Code: 243\b|NOT_ENOUGH_SPACE|No space left on device/.test(lastWords)) {
    return engineFailure("disk-full", `The disk that holds ${dataDir} is full; free some space and start again.`);
  }
  const words = lastWords.trim() === "" ? "it said nothing" : `its last words: ${lastWords.trim().slice(-600)}`;
  return engineFailure("died", `The embedded ClickHouse ended before it was ready; ${words}`);
}

/** The data directory belongs to another running engine. */
export function lockedFailure(dataDir: string, pid: number | undefined): EngineFailure {
  const holder = pid === undefined ? "another process" : `process ${pid}`;
  return engineFailure(
    "locked",
    `The data directory ${dataDir} is in use by ${holder}; stop that one, or choose another with SEAMSCOPE_DATA_DIR.`,
  );
}

/** Something else listens on the port that was asked for. */
export function portTakenFailure(port: number): EngineFailure {
  return engineFailure("port-taken", `Port ${port}, meant for the embedded ClickHouse, is already in use.`);
}
