import type { Kept } from "./keep-running.ts";
import type { Log } from "./service.ts";

const PARENT_POLL_MS = 500;
/** One Ctrl-C arrives twice: from the terminal, and from npm, which passes it on. */
const SAME_KEYPRESS_MS = 1000;

/**
 * Stops what is kept, last started first, on Ctrl-C, SIGTERM, SIGHUP and when whoever started this process is gone; a second
 * Ctrl-C kills at once. Returns a question: are we stopping?
 */
export function stopOnSignals(kept: Kept[], log: Log): () => boolean {
  let stoppingSince: number | undefined;
  const stop = async (cause: string) => {
    if (stoppingSince !== undefined) return;
    const startedAt = Date.now();
    stoppingSince = startedAt;
    log("seamscope", `stopping (${cause}) …`);
    for (const service of kept.toReversed()) await service.stop();
    log("seamscope", `stopped in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop("SIGTERM"));
  process.on("SIGHUP", () => void stop("SIGHUP"));
  process.on("SIGINT", () => {
    const isImpatient = stoppingSince !== undefined && Date.now() - stoppingSince > SAME_KEYPRESS_MS;
    if (isImpatient) for (const service of kept) service.kill();
    void stop("Ctrl-C");
  });
  watchParent(() => void stop("its parent is gone"));
  return () => stoppingSince !== undefined;
}

/** npm's shell ends on SIGTERM without passing it on; then we belong to another parent, and nobody would stop us. */
function watchParent(onGone: () => void): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) onGone();
  }, PARENT_POLL_MS).unref();
}
