/** What the API answered: the thing, or why not, with the field at fault where there is one ("" else). */
export type Sent = { ok: true; answer: unknown } | { ok: false; field: string; message: string };

/** Sends a request to the API of this dashboard. Never rejects; `signal` ends the wait. */
export async function sendJson(method: "POST" | "DELETE", path: string, body?: unknown, signal?: AbortSignal): Promise<Sent> {
  try {
    const response = await fetch(`/api/v1${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    const answer: unknown = await response.json();
    if (response.ok) return { ok: true, answer };
    const error = fieldIn(answer, "error");
    return { ok: false, field: textIn(error, "field"), message: textIn(error, "message") || `the answer was ${response.status}` };
  } catch (error) {
    return { ok: false, field: "", message: `the dashboard does not answer (${error instanceof Error ? error.message : String(error)}); try again` };
  }
}

/** What a field of an answer holds; undefined when the answer is no object or has no such field. */
export const fieldIn = (value: unknown, name: string): unknown => (typeof value === "object" && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined);

/** A text of an answer; "" when it has none of this name. */
export function textIn(value: unknown, name: string): string {
  const field = fieldIn(value, name);
  return typeof field === "string" ? field : "";
}

/** The texts of a list of an answer. */
export function textsIn(value: unknown, name: string): string[] {
  const field = fieldIn(value, name);
  return Array.isArray(field) ? field.filter((one): one is string => typeof one === "string") : [];
}

/** A number of an answer; 0 when it has none of this name. */
export function numberIn(value: unknown, name: string): number {
  const field = fieldIn(value, name);
  return typeof field === "number" ? field : 0;
}
