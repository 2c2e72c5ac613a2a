import { Worker } from "node:worker_threads";
import { z } from "zod";
import type { CelFacts } from "@/lib/contracts/cel/evaluate-cel.ts";
import type { InvariantOutcome } from "@/lib/model/invariant.ts";
import type { SchemaOutcome } from "@/lib/seams/checks/check.ts";
import { patienceLeft, type Spent } from "./job-patience.ts";
import { type Job, READY } from "./worker-job.ts";

/** A schema of ordinary size is done in a millisecond; what takes this long was made to. */
const JOB_MS_MAX = 1000;
const STARTUP_MS_MAX = 15_000;
const MEMORY_MB_MAX = 128;
/** How often one schema or expression may have the thread killed: with a second each, more would hold all others up. */
const STRIKES_MAX = 3;
const STRUCK_MAX = 1000;

const Schema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("none") }),
  z.object({ kind: z.literal("valid") }),
  z.object({ kind: z.literal("invalid"), errors: z.array(z.object({ pointer: z.string(), keyword: z.string(), message: z.string() })) }),
  z.object({ kind: z.literal("unusable"), why: z.string() }),
]);
const Invariant = z.object({
  name: z.string(), kind: z.enum(["holds", "violated", "unknown"]), why: z.string(), values: z.record(z.string(), z.string()), sides: z.array(z.string()),
});
const Answer = z.object({ id: z.number(), outcome: z.unknown() });

/** Validates payloads and evaluates invariants in a thread of its own, one after the other; it is killed when one takes too long. */
export interface SchemaValidator {
  validate(schema: string, payload: string): Promise<SchemaOutcome>;
  evaluate(invariant: { name: string; cel: string }, facts: CelFacts): Promise<InvariantOutcome>;
  close(): Promise<void>;
}

/** Starts no thread until the first job comes. */
export function createSchemaValidator(jobMsMax = JOB_MS_MAX): SchemaValidator {
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let jobs = 0;
  const strikes = countStrikes();
  const stopped = `it took longer than ${jobMsMax} ms and was stopped`;
  const runOne = async (job: Job, text: string): Promise<unknown> => {
    if (strikes.of(text) >= STRIKES_MAX) return undefined;
    if (worker === undefined) {
      worker = startWorker((dead) => {
        if (worker === dead) worker = undefined;
      });
      // A thread that is still loading has not begun with the job, which must not be blamed for it.
      await answerTo(worker, READY, STARTUP_MS_MAX);
    }
    jobs += 1;
    worker?.postMessage({ id: jobs, job }, []);
    const outcome = worker === undefined ? undefined : await answerTo(worker, jobs, jobMsMax);
    if (outcome !== undefined) return outcome;
    strikes.add(text);
    await worker?.terminate();
    worker = undefined;
    return undefined;
  };
  const enqueue = (job: Job, text: string): Promise<unknown> => {
    const done = last.then(() => runOne(job, text));
    last = done.catch(() => undefined);
    return done;
  };
  return {
    async validate(schema, payload) {
      const outcome = await enqueue({ kind: "schema", schema, payload }, schema);
      return outcome === undefined ? { kind: "unusable", why: `validation failed: ${stopped}` } : Schema.parse(outcome);
    },
    async evaluate(invariant, facts) {
      const outcome = await enqueue({ kind: "invariant", invariant, facts }, invariant.cel);
      return outcome === undefined ? { name: invariant.name, kind: "unknown", why: stopped, values: {}, sides: [] } : Invariant.parse(outcome);
    },
    async close() {
      await last;
      await worker?.terminate();
      worker = undefined;
    },
  };
}

/** How often each schema or expression was stopped; the oldest are forgotten first. */
function countStrikes(): { of: (text: string) => number; add: (text: string) => void } {
  const counts = new Map<string, number>();
  const of = (text: string): number => counts.get(text) ?? 0;
  return {
    of,
    add(text) {
      const count = of(text) + 1;
      counts.delete(text);
      counts.set(text, count);
      for (const oldest of [...counts.keys()].slice(0, Math.max(0, counts.size - STRUCK_MAX))) counts.delete(oldest);
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

/** The worker's answer to the job of that number; undefined when it took too long or died of the job. */
function answerTo(worker: Worker, id: number, msMax: number): Promise<unknown> {
  return new Promise((resolve) => {
    const finish = (outcome: unknown): void => {
      clearTimeout(timer);
      worker.off("message", onMessage).off("error", onEnd).off("exit", onEnd);
      resolve(outcome);
    };
    const onMessage = (message: unknown): void => {
      const answer = Answer.parse(message);
      if (answer.id === id) finish(answer.outcome);
    };
    const onEnd = (): void => finish(undefined);
    const spent = startSpending();
    const look = (): void => {
      const wait = patienceLeft(spent(), msMax);
      if (wait === 0) finish(undefined);
      else timer = setTimeout(look, wait);
    };
    let timer = setTimeout(look, msMax);
    worker.on("message", onMessage).on("error", onEnd).on("exit", onEnd);
  });
}

function startSpending(): () => Spent {
  const [startedMs, startedCpu] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(startedCpu);
    return { elapsedMs: performance.now() - startedMs, processorMs: (user + system) / 1000 };
  };
}
