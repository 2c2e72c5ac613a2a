import { z } from "zod";

const WITHIN_MS = 3000;
const Ledger = z.object({ received: z.number(), stored: z.number(), rejected: z.number(), ignored: z.number(), deduplicated: z.number(), deadLettered: z.number(), inSpool: z.number() });

/** What is read of a collector's /healthz. */
const CollectorStatus = z.object({
  database: z.string(),
  collector: z.string(),
  ledgers: z.object({ traces: Ledger, logs: Ledger }),
  spool: z.object({ state: z.enum(["open", "failed"]), bytes: z.number(), entries: z.number(), softBytes: z.number(), hardBytes: z.number(), oldestWaitingS: z.number(), diskFreeBytes: z.number().optional() }),
  inserts: z.object({ succeeded: z.number(), retried: z.number(), refused: z.number(), lastError: z.string() }),
});
export type CollectorStatus = z.infer<typeof CollectorStatus>;

/** How the collector at this address is doing, or why it cannot be asked. */
export async function askCollector(url: string): Promise<{ ok: true; status: CollectorStatus } | { ok: false; why: string }> {
  const address = `${url.replace(/\/+$/, "")}/healthz`;
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(WITHIN_MS) });
    const parsed = CollectorStatus.safeParse(await response.json());
    return parsed.success ? { ok: true, status: parsed.data } : { ok: false, why: `What answers at ${address} is no collector of this version` };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { ok: false, why: `No collector answers at ${address} (${cause instanceof Error ? cause.message : String(cause)})` };
  }
}
