import { tellDecided } from "../shell/use-open-count.ts";
import { numberIn, sendJson, textIn } from "../ui/send-json.ts";

/** What became of a request: done, or why not, in words for a person. */
export type Decision = { ok: true; id: string; handoffs: number; leftOpen: number } | { ok: false; message: string };

/** Posts a decision on the inbox to the API. Never rejects. */
export async function sendDecision(path: string, body: object): Promise<Decision> {
  const sent = await sendJson("POST", `/reconciliation/resolutions${path}`, body);
  if (!sent.ok) return sent;
  tellDecided();
  return { ok: true, id: textIn(sent.answer, "id"), handoffs: numberIn(sent.answer, "handoffs"), leftOpen: numberIn(sent.answer, "leftOpen") };
}
