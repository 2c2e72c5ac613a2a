import { z } from "zod";
import { EngineCluster } from "./engine-cluster.ts";
import { ENGINE_FAILURE_REASONS } from "./engine-failure.ts";

/**
 * What the parent tells the engine's process: once `start`, later `stop` to close tables and go. By IPC, so that no process
 * list shows the password.
 */
export const ParentMessage = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("start"), library: z.string(), dataDir: z.string(), port: z.int(), password: z.string(), cluster: EngineCluster.optional() }),
  z.object({ kind: z.literal("stop") }),
]);
export type ParentMessage = z.infer<typeof ParentMessage>;
export type StartMessage = Extract<ParentMessage, { kind: "start" }>;

/** What the engine's process answers when it cannot start; when it can, its port answers. */
export const ChildMessage = z.object({
  kind: z.literal("failure"),
  reason: z.enum(ENGINE_FAILURE_REASONS),
  message: z.string(),
});
