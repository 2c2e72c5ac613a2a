import type { EngineFailure } from "./engine-failure.ts";

/** What the parent tells the engine's process, once, to start it; by IPC, so that no process list shows the password. */
export interface StartMessage {
  kind: "start";
  dataDir: string;
  port: number;
  password: string;
}

/** Asks the engine's process to close tables and go. */
export interface StopMessage {
  kind: "stop";
}

/** What the engine's process answers when it cannot start at all; once the port answers it is started. */
export type ChildMessage = EngineFailure;
