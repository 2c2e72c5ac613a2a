import { Worker } from "node:worker_threads";
import { z } from "zod";
import type { SchemaOutcome } from "@/lib/seams/checks/check.ts";

/** A schema of ordinary size is done in a millisecond; what takes this long was made to. */
const JOB_MS_MAX = 1000;
const STARTUP_MS_MAX = 15_000;
const MEMORY_MB_MAX = 128;

const Answer = z.object({
  id: z.number(),
  outcome: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("none") }),
    z.object({ kind: z.literal("valid") }),
    z.object({ kind: z.literal("invalid"), errors: z.array(z.object({ pointer: z.string(), keyword: z.string(), message: z.string() })) }),
    z.object({ kind: z.literal("unusable"), why: z.string() }),
  ]),
});

/** Validates payloads in a thread of its own, one after the other; the thread is killed when one takes too long. */
export interface SchemaValidator {
  validate(schema: string, payload: string): Promise<SchemaOutcome>;
  close(): Promise<void>;
}

/** Starts no thread until the first payload comes. */
export function createSchemaValidator(jobMsMax = JOB_MS_MAX): SchemaValidator {
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let jobs = 0;
  const runOne = async (schema: string, payload: string): Promise<SchemaOutcome> => {
    const isNew = worker === undefined;
    worker ??= startWorker((dead) => {
      if (worker === dead) worker = undefined;
    });
    jobs += 1;
    const outcome = await ask(worker, { id: jobs, schema, payload }, isNew ? STARTUP_MS_MAX : jobMsMax);
    if (outcome !== undefined) return outcome;
    await worker.terminate();
    worker = undefined;
    return { kind: "unusable", why: `validation took longer than ${jobMsMax} ms and was stopped` };
  };
  return {
    validate(schema, payload) {
      const job = last.then(() => runOne(schema, payload));
      last = job.catch(() => undefined);
      return job;
    },
    async close() {
      await last;
      await worker?.terminate();
      worker = undefined;
    },
  };
}

const LIMITS = { maxOldGenerationSizeMb: MEMORY_MB_MAX };

/** Beside the bundle stands a bundle of the thread. From source a thread has to register tsx itself: Node 20 does not hand it on. */
function startWorker(onExit: (worker: Worker) => void): Worker {
  const fromSource = import.meta.url.endsWith(".ts");
  const file = new URL(fromSource ? "./schema-worker.ts" : "./schema-worker.mjs", import.meta.url);
  const viaTsx = `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(file.href)}); })`;
  const worker = fromSource ? new Worker(viaTsx, { eval: true, resourceLimits: LIMITS }) : new Worker(file, { resourceLimits: LIMITS });
  worker.on("error", () => undefined); // told by the exit that follows
  worker.once("exit", () => onExit(worker));
  worker.unref();
  return worker;
}

/** The worker's answer; undefined when it took too long or died of the job. */
function ask(worker: Worker, job: { id: number; schema: string; payload: string }, msMax: number): Promise<SchemaOutcome | undefined> {
  return new Promise((resolve) => {
    const finish = (outcome: SchemaOutcome | undefined): void => {
      clearTimeout(timer);
      worker.off("message", onMessage).off("error", onEnd).off("exit", onEnd);
      resolve(outcome);
    };
    const onMessage = (message: unknown): void => {
      const answer = Answer.parse(message);
      if (answer.id === job.id) finish(answer.outcome);
    };
    const onEnd = (): void => finish(undefined);
    const timer = setTimeout(onEnd, msMax);
    worker.on("message", onMessage).on("error", onEnd).on("exit", onEnd);
    worker.postMessage(job, []);
  });
}
