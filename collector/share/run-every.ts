/** Work that is done again and again, never twice at a time. */
export interface Rounds {
  /** Ends it after the round at hand. */
  stop(): Promise<void>;
}

/** Begins `everyMs` after the call, and again so long after each round. What a round throws is told and does not end it. */
export function runEvery(everyMs: number, work: () => Promise<void>, onError: (error: unknown) => void): Rounds {
  let running = Promise.resolve();
  let isStopped = false;
  const round = (): void => {
    running = work().catch(onError).then(wait);
  };
  let timer = setTimeout(round, everyMs);
  const wait = (): void => {
    if (!isStopped) timer = setTimeout(round, everyMs);
  };
  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}
