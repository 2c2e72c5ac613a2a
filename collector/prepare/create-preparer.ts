import { Piscina } from "piscina";
import type { RejectRow } from "@/lib/model/ingest.ts";
import { Redacted } from "../redact/redacted.ts";
import type { Outcome } from "./outcome.ts";
import { type Job, shareList, type ThreadSettings } from "./prepare-job.ts";
import type { Prepared, RawRequest } from "./prepared.ts";
import type { Preparer, PreparerOptions } from "./preparer.ts";
import { takeTurns } from "./take-turns.ts";

const MIB = 1024 * 1024;
/**
 * More than the largest body of OTLP/JSON can become, whose objects tameJson bounds (measured by worst-json.test.ts). A thread that wants
 * more is ended; but JSON.parse cannot be ended half-way: if it reached the limit, the whole process would die.
 */
const HEAP_MB = 256;
const HEAP_PER_BODY_BYTE = 12;
/** A request of ordinary size takes some milliseconds, one of the largest a few seconds; what takes this long was made to. */
const THREAD_MS_MAX = 30_000;
const TICK_MS = 500;

/** Starts the threads; each is started anew when it ends, and the request it died of is refused alone. */
export function createPreparer(options: PreparerOptions): Preparer {
  const pool = startPool(options);
  const inTurn = takeTurns(options.threads);
  const waiting = { requests: 0, bytes: 0 };
  const underWay = new Set<Promise<Prepared>>();
  let sensitive = shareList(0, []);
  let isClosed = false;
  pool.on("error", (error) => options.log(`a thread that prepares requests ended between two of them and was started again: ${String(error)}`));

  const run = async (raw: RawRequest): Promise<Prepared> => {
    if (isClosed) throw new Error("cannot prepare a request: the preparer is closed");
    const bytes = raw.body.length;
    waiting.requests += 1;
    waiting.bytes += bytes;
    try {
      const body = inMemoryOfItsOwn(raw.body);
      const job = { raw: { ...raw, body }, nowMs: Date.now(), sensitive };
      const outcome = await inTurn(() => withinTime(options.threadMsMax ?? THREAD_MS_MAX, (signal) => pool.run(job, { transferList: [body.buffer], signal })));
      if (outcome.kind === "failed") options.log(`could not prepare a request: ${outcome.stack}`);
      return outcome.kind === "failed" ? refusedFor("fault", raw.signal) : vouched(outcome);
    } catch (error) {
      if (isOutOfMemory(error)) return refusedFor("memory", raw.signal);
      if (error instanceof TookTooLong) return refusedFor("time", raw.signal);
      throw error;
    } finally {
      waiting.requests -= 1;
      waiting.bytes -= bytes;
    }
  };
  return {
    waiting,
    prepare(raw) {
      const prepared = run(raw);
      underWay.add(prepared);
      const forget = (): boolean => underWay.delete(prepared);
      prepared.then(forget, forget);
      return prepared;
    },
    setSensitive(pointers) {
      sensitive = shareList(sensitive.version + 1, pointers);
    },
    async close() {
      isClosed = true;
      await Promise.allSettled(underWay);
      await pool.destroy();
    },
  };
}

/** Beside the bundle stands a bundle of the thread. From source a thread has to register tsx itself: Node does not hand it on. */
function startPool({ threads, project, bodyBytesMax, redaction, heapMbMax }: PreparerOptions): Piscina<Job, Outcome> {
  const fromSource = import.meta.url.endsWith(".ts");
  const settings: ThreadSettings = { project, bodyBytesMax, redaction };
  return new Piscina({
    filename: new URL(fromSource ? "./prepare-worker-from-source.mjs" : "./prepare-worker.mjs", import.meta.url).href,
    name: "prepare",
    minThreads: threads,
    maxThreads: threads,
    workerData: settings,
    recordTiming: false,
    resourceLimits: { maxOldGenerationSizeMb: heapMbMax ?? HEAP_MB + Math.ceil((HEAP_PER_BODY_BYTE * bodyBytesMax) / MIB) },
  });
}

/** The bytes, so that their memory can be given away: memory that is shared with others is copied. */
function inMemoryOfItsOwn(body: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = body;
  return buffer instanceof ArrayBuffer && buffer.byteLength === body.byteLength ? new Uint8Array(buffer) : new Uint8Array(body);
}

/** Threads redact all that they hand back; that it is said here is since the class does not survive the way from a thread. */
function vouched(outcome: Exclude<Outcome, { kind: "failed" }>): Prepared {
  if (outcome.kind === "refused") return { ...outcome, rejects: Redacted.vouch(outcome.rejects) };
  return { ...outcome, chunks: Redacted.vouch(outcome.chunks), rejects: Redacted.vouch(outcome.rejects) };
}

/** A thread was ended because it had been at one request for too long. */
class TookTooLong extends Error {}

async function withinTime<T>(msMax: number, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  let passedMs = 0;
  // Counted in ticks of our own: while the whole process is stopped, the thread is not at work either.
  const timer = setInterval(() => {
    passedMs += TICK_MS;
    if (passedMs >= msMax) abort.abort();
  }, TICK_MS);
  try {
    return await run(abort.signal);
  } catch (error) {
    throw abort.signal.aborted ? new TookTooLong() : error;
  } finally {
    clearInterval(timer);
  }
}

const isOutOfMemory = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";

const FAILURES = {
  memory: { status: 413, message: "expected a request that can be read in the memory a thread has, found one that takes more; send smaller batches" },
  time: { status: 413, message: "expected a request that can be read within half a minute, found one that takes longer; send smaller batches" },
  fault: { status: 400, message: "the collector failed on this request; its log says how" },
} as const;

function refusedFor(reason: keyof typeof FAILURES, signal: RawRequest["signal"]): Prepared {
  const { status, message } = FAILURES[reason];
  const row: RejectRow = { signal, action: "rejected", reason, message, records: 0, service: "", sample: "" };
  return { kind: "refused", status, message, rejects: Redacted.vouch([row]) };
}
