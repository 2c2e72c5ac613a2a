import { parentPort } from "node:worker_threads";
import { validatePayload } from "./validate-payload.ts";

export interface SchemaJob {
  id: number;
  schema: string;
  payload: string;
}

// The parent kills this thread when a job takes too long: neither a schema nor a payload can be trusted to end.
parentPort?.on("message", ({ id, schema, payload }: SchemaJob) => {
  parentPort?.postMessage({ id, outcome: validatePayload(schema, payload) }, []);
});
