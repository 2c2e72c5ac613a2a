import { register } from "tsx/esm/api";

register();
/** The thread's work when it runs from source: a thread has to register tsx itself, since Node 20 does not hand it on. */
export const { prepare } = await import("./prepare-worker.ts");
