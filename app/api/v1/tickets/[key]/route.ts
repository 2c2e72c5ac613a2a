import { answer, Refusal } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { parseTicket } from "@/lib/model/parse-ticket.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getTicket } from "@/lib/queries/tickets/list-tickets.ts";

export const GET = answer(ENDPOINTS.ticket, async (db, { key }) => {
  const parsed = parseTicket(key);
  if (!parsed.ok) return new Refusal({ code: "bad_request", field: "key", message: `key: ${parsed.message}` });
  return getTicket(db, { project: PROJECT, key: parsed.ticket.key });
});
