import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

const WITHIN_MS = 20_000;
const Report = z.object({ spool: z.object({ entries: z.number() }) });

/** Resolves when the collector on this port has nothing left in its spool; throws when that takes too long. */
export async function untilStored(port: number): Promise<void> {
  for (const deadline = performance.now() + WITHIN_MS; ; await sleep(20)) {
    const { spool } = Report.parse(await (await fetch(`http://127.0.0.1:${port}/healthz`)).json());
    if (spool.entries === 0) return;
    if (performance.now() > deadline) throw new Error(`${spool.entries} entries are in the spool after ${WITHIN_MS} ms`);
  }
}
