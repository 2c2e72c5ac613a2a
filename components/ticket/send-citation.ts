import { fieldIn, sendJson, type Sent, textIn } from "../ui/send-json.ts";

/** What became of a request: done, or why not, in words for a person. */
export type Cited = { ok: true; key: string; already: boolean; pinProblem: string } | { ok: false; message: string };

/** Attaches a ticket to a thing. Never rejects. */
export const cite = async (body: { ticket: string; kind: string; id: string; by: string; note: string }): Promise<Cited> => toCited(await sendJson("POST", "/citations", body));

/** Detaches a ticket from a thing. Never rejects. */
export const uncite = async (id: string, by: string): Promise<Cited> => toCited(await sendJson("DELETE", `/citations/${encodeURIComponent(id)}?by=${encodeURIComponent(by)}`));

function toCited(sent: Sent): Cited {
  if (!sent.ok) return sent;
  const { answer } = sent;
  return { ok: true, key: textIn(fieldIn(fieldIn(answer, "citation"), "ticket"), "key"), already: fieldIn(answer, "already") === true, pinProblem: textIn(answer, "pinProblem") };
}
