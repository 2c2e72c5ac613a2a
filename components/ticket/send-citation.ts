/** What became of a request: done, or why not, in words for a person. */
export type Cited = { ok: true; key: string; already: boolean; pinProblem: string } | { ok: false; message: string };

/** Attaches a ticket to a thing. Never rejects. */
export const cite = (body: { ticket: string; kind: string; id: string; by: string; note: string }): Promise<Cited> =>
  send("/api/v1/citations", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

/** Detaches a ticket from a thing. Never rejects. */
export const uncite = (id: string, by: string): Promise<Cited> => send(`/api/v1/citations/${encodeURIComponent(id)}?by=${encodeURIComponent(by)}`, { method: "DELETE" });

async function send(path: string, request: RequestInit): Promise<Cited> {
  try {
    const response = await fetch(path, request);
    const answer: unknown = await response.json();
    if (!response.ok) return { ok: false, message: textIn(fieldIn(answer, "error"), "message") || `the answer was ${response.status}` };
    return { ok: true, key: textIn(fieldIn(fieldIn(answer, "citation"), "ticket"), "key"), already: fieldIn(answer, "already") === true, pinProblem: textIn(answer, "pinProblem") };
  } catch (error) {
    return { ok: false, message: `the dashboard does not answer (${error instanceof Error ? error.message : String(error)}); nothing was changed, try again` };
  }
}

const fieldIn = (value: unknown, name: string): unknown => (typeof value === "object" && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined);

function textIn(value: unknown, name: string): string {
  const field = fieldIn(value, name);
  return typeof field === "string" ? field : "";
}
