import { z } from "zod";

/** The collector answers as soon as its disk has the request; a slow one may take seconds. */
const WITHIN_MS = 15_000;

/** What the collector said: taken whole, not now (with the reason), or that the request is none. */
export type Sent = { kind: "taken" } | { kind: "unavailable"; why: string } | { kind: "refused"; why: string };

const Answer = z.object({ message: z.string().optional(), partialSuccess: z.object({ rejectedSpans: z.coerce.number().default(0), errorMessage: z.string().default("") }).optional() });

/** Sends an `ExportTraceServiceRequest` in JSON to the collector at this address. Never rejects. */
export async function sendToCollector(url: string, request: object): Promise<Sent> {
  const address = `${url.replace(/\/$/, "")}/v1/traces`;
  try {
    const response = await fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(request), signal: AbortSignal.timeout(WITHIN_MS) });
    const { message = "", partialSuccess } = Answer.parse(await response.json());
    if (response.status === 503 || response.status === 429) return { kind: "unavailable", why: message };
    if (!response.ok) return { kind: "refused", why: `${response.status} ${message}` };
    return (partialSuccess?.rejectedSpans ?? 0) > 0 ? { kind: "refused", why: partialSuccess?.errorMessage ?? "" } : { kind: "taken" };
  } catch (error) {
    return { kind: "unavailable", why: `the collector does not answer at ${address}: ${reasonOf(error)}` };
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
