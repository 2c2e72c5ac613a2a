/** One request that a notification is sent by; several are sent one after the other. */
export interface RenderedRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** A request with JSON. */
export const jsonRequest = (url: string, body: unknown, headers: Record<string, string> = {}): RenderedRequest => ({ url, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) });
