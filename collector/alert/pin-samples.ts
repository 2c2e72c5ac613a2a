import type { AlertMessage } from "@/lib/model/alert-firing.ts";
import type { PinRequest } from "@/lib/model/citation.ts";
import type { AlertSnapshot } from "@/lib/model/alert-snapshot.ts";

/** Waits between attempts grow up to this; what waits longer than the process lives is found again by the next one. */
const RETRY_MS = [1000, 5000, 30_000] as const;
const WAITING_MAX = 10_000;

/** What keeps one thing beyond retention, or says why that cannot be; rejects when the database does not answer. */
export type Pin = (request: PinRequest) => Promise<{ ok: true } | { ok: false; message: string }>;

/** Keeps the sample handoffs of firings beyond retention. Pinning again what is pinned changes nothing, so it may be told of a firing any number of times. */
export interface SamplePinner {
  readonly counts: AlertSnapshot["pins"];
  pin(messages: Iterable<AlertMessage>): void;
  stop(): Promise<void>;
}

/** Starts one that works through what it is told, one at a time, beside everything else. */
export function startSamplePinner(pin: Pin, log: (line: string) => void): SamplePinner {
  const waiting = new Map<string, PinRequest>();
  const counts = { kept: 0, waiting: 0, refused: 0 };
  const stopped = new AbortController();
  let failures = 0;
  let running = Promise.resolve();
  let isRunning = false;
  const work = async (): Promise<void> => {
    for (let next = waiting.entries().next(); !stopped.signal.aborted && !next.done; next = waiting.entries().next()) {
      const [key, request] = next.value;
      try {
        const done = await pin(request);
        if (done.ok) counts.kept += 1;
        else {
          counts.refused += 1;
          log(`The handoff ${request.id} of the firing ${request.citedBy} is not kept beyond retention: ${done.message}`);
        }
        failures = 0;
        waiting.delete(key);
      } catch (error) {
        if (failures === 0) log(`Cannot keep samples of firings beyond retention, and tries on: ${error instanceof Error ? error.message : String(error)}`);
        await pause(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? RETRY_MS[0], stopped.signal);
        failures += 1;
      }
      counts.waiting = waiting.size;
    }
    isRunning = false;
  };
  return {
    counts,
    pin(messages) {
      for (const request of [...messages].flatMap(requestsOf)) {
        if (waiting.size < WAITING_MAX) waiting.set(`${request.citedBy} ${request.id}`, request);
        else counts.refused += 1;
      }
      counts.waiting = waiting.size;
      if (isRunning || waiting.size === 0) return;
      isRunning = true;
      running = work();
    },
    stop() {
      stopped.abort();
      return running;
    },
  };
}

const requestsOf = ({ firingId, rule, evidence }: AlertMessage): PinRequest[] =>
  evidence.samples.map(({ handoffId }) => ({ kind: "handoff", id: handoffId, reason: "alert", citedBy: firingId, by: "", note: `sample of the alert ${rule.name}` }));

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
