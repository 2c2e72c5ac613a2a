/** Does the work at once and then `everyMs` after it was last done, never twice at a time; `stop` waits for the work under way. The work may not reject. */
export function repeat(everyMs: number, work: () => Promise<void>): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const round = async (): Promise<void> => {
    await work();
    if (!stopped) timer = setTimeout(start, everyMs);
  };
  let running = round();
  function start(): void {
    running = round();
  }
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}
