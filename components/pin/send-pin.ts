import { fieldIn, sendJson, textIn } from "../ui/send-json.ts";

/** What became of a request: an address where one was made, or why it was refused, in words for a person. */
export type Sent = { ok: true; address: string; complete: boolean } | { ok: false; message: string };

/** Pins or shares, or takes either back. Never rejects. */
export async function sendPin(path: string, method: "POST" | "DELETE", body?: object): Promise<Sent> {
  const sent = await sendJson(method, path, body);
  return sent.ok ? { ok: true, address: textIn(sent.answer, "path"), complete: fieldIn(sent.answer, "complete") !== false } : sent;
}
