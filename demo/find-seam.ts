import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

const TRIES = 20;
const EVERY_MS = 750;

const Seams = z.object({ seams: z.array(z.object({ id: z.string(), source: z.string(), target: z.string(), failed: z.number() })) });

/** Address of the page of a seam, once the dashboard shows that it has failed that often; undefined when it does not within 15 s. */
export async function findSeamPage(dashboard: string, source: string, target: string, failures: number): Promise<string | undefined> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const seam = (await listSeams(dashboard)).find((one) => one.source === source && one.target === target && one.failed >= failures);
    if (seam !== undefined) return `${dashboard}/seams/${seam.id}`;
    await sleep(EVERY_MS);
  }
  return undefined;
}

/** No dashboard, or one that is not ready, shows no seams. */
async function listSeams(dashboard: string): Promise<z.infer<typeof Seams>["seams"]> {
  const response = await fetch(`${dashboard}/api/v1/seams`, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
  if (response === undefined || !response.ok) return [];
  const parsed = Seams.safeParse(await response.json());
  return parsed.success ? parsed.data.seams : [];
}
