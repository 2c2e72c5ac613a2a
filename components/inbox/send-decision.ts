import { tellDecided } from "../shell/use-open-count.ts";

/** What became of a request: done, or why not, in words for a person. */
export type Decision = { ok: true; id: string; handoffs: number; leftOpen: number } | { ok: false; message: string };

/** Posts a decision on the inbox to the API. Never rejects. */
export async function sendDecision(path: string, body: object): Promise<Decision> {
  try {
    const response = await fetch(`/api/v1/reconciliation/resolutions${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    const answer: unknown = await response.json();
    if (response.ok) tellDecided();
    if (response.ok) return { ok: true, id: textIn(answer, "id"), handoffs: numberIn(answer, "handoffs"), leftOpen: numberIn(answer, "leftOpen") };
    return { ok: false, message: textIn(fieldIn(answer, "error"), "message") || `the answer was ${response.status}` };
  } catch (error) {
    return { ok: false, message: `the dashboard does not answer (${error instanceof Error ? error.message : String(error)}); nothing was changed, try again` };
  }
}

const fieldIn = (value: unknown, name: string): unknown => (typeof value === "object" && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined);

function textIn(value: unknown, name: string): string {
  const field = fieldIn(value, name);
  return typeof field === "string" ? field : "";
}

function numberIn(value: unknown, name: string): number {
  const field = fieldIn(value, name);
  return typeof field === "number" ? field : 0;
}
