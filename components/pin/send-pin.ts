/** What became of a request: an address where one was made, or why it was refused, in words for a person. */
export type Sent = { ok: true; address: string; complete: boolean } | { ok: false; message: string };

/** Writes to the API. Never rejects. */
export async function sendPin(path: string, method: "POST" | "DELETE", body?: object): Promise<Sent> {
  try {
    const response = await fetch(path, { method, ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }) });
    const answer: unknown = await response.json();
    if (!response.ok) return { ok: false, message: textIn(fieldIn(answer, "error"), "message") || `the answer was ${response.status}` };
    return { ok: true, address: textIn(answer, "path"), complete: fieldIn(answer, "complete") !== false };
  } catch (error) {
    return { ok: false, message: `the dashboard does not answer (${error instanceof Error ? error.message : String(error)}); nothing was changed, try again` };
  }
}

const fieldIn = (value: unknown, name: string): unknown => (typeof value === "object" && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined);

function textIn(value: unknown, name: string): string {
  const field = fieldIn(value, name);
  return typeof field === "string" ? field : "";
}
