import { parentPort } from "node:worker_threads";
import { evaluateInvariant } from "@/lib/contracts/cel/evaluate-cel.ts";
import { validatePayload } from "./validate-payload.ts";
import { type Job, READY } from "./worker-job.ts";

const answerOf = (job: Job): unknown => (job.kind === "schema" ? validatePayload(job.schema, job.payload) : evaluateInvariant(job.invariant, job.facts));

// The parent kills this thread when a job takes too long: neither a schema, an expression nor a payload can be trusted to end.
parentPort?.on("message", ({ id, job }: { id: number; job: Job }) => {
  parentPort?.postMessage({ id, outcome: answerOf(job) }, []);
});
parentPort?.postMessage({ id: READY, outcome: READY }, []);
