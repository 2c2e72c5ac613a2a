/** Rounds of work that may be asked for before their time. */
export interface Rounds {
  /** Begins the next round at once, or right after the one at hand. */
  ring(): void;
  /** Ends it after the round at hand. */
  stop(): Promise<void>;
}

/** Begins at once and then `everyMs` after each round, never two at a time. What a round throws is told and does not end it. */
export function startRounds(everyMs: number, work: () => Promise<void>, onError: (error: unknown) => void): Rounds {
  const state: { isStopped: boolean; isRung: boolean; wake: (() => void) | undefined } = { isStopped: false, isRung: false, wake: undefined };
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, everyMs);
      state.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async (): Promise<void> => {
    while (!state.isStopped) {
      state.isRung = false;
      await work().catch(onError);
      if (!state.isRung && !state.isStopped) await pause();
    }
  };
  const running = run();
  return {
    ring() {
      state.isRung = true;
      state.wake?.();
    },
    stop() {
      state.isStopped = true;
      state.wake?.();
      return running;
    },
  };
}
