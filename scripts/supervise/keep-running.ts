import { backOffMs, restartsInARow } from "./back-off.ts";
import type { Log, NotRunning, Running, Service } from "./service.ts";

/** A service that is started again whenever it dies, until it is stopped. */
export interface Kept {
  kind: "kept";
  name: string;
  stop(): Promise<void>;
  /** Ends it at once, unfinished work and all. */
  kill(): void;
}

interface State {
  current: Running;
  stopped: AbortController;
}

/** Launches a service and keeps it up. Only the first launch may fail; later ones are tried again, ever more slowly. */
export async function keepRunning(service: Service, log: Log): Promise<Kept | NotRunning> {
  const first = await service.launch();
  if (first.kind === "not-running") return first;
  const state: State = { current: first, stopped: new AbortController() };
  const keeping = restartWheneverItDies(service, state, log);
  return {
    kind: "kept",
    name: service.name,
    async stop() {
      state.stopped.abort();
      await state.current.stop();
      await keeping;
    },
    kill() {
      state.stopped.abort();
      state.current.kill();
    },
  };
}

async function restartWheneverItDies(service: Service, state: State, log: Log): Promise<void> {
  const { signal } = state.stopped;
  let restarts = 0;
  let upSince = Date.now();
  let reason = await state.current.ended;
  while (!signal.aborted) {
    restarts = restartsInARow(restarts, Date.now() - upSince);
    const waitMs = backOffMs(restarts);
    restarts += 1;
    log(service.name, `died: ${reason}. Restart ${restarts} in ${waitMs / 1000} s`);
    await delayUnlessStopped(waitMs, signal);
    if (signal.aborted) return;
    upSince = Date.now();
    const launched = await service.launch();
    if (launched.kind === "running") {
      state.current = launched;
      log(service.name, "is up again");
      // Stopped meanwhile: whoever stops saw only the one before.
      if (signal.aborted) await launched.stop();
    }
    reason = launched.kind === "running" ? await launched.ended : launched.message;
  }
}

function delayUnlessStopped(waitMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, waitMs);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
