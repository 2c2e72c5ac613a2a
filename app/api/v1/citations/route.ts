import { answer, Refusal } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { readJson } from "@/lib/api/read-json.ts";
import { attachTicket } from "@/lib/commands/tickets/attach-ticket.ts";
import { readConfig } from "@/lib/config/env.ts";
import { parseTicket } from "@/lib/model/parse-ticket.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { CitationRequest } from "@/lib/model/ticket.ts";
import { listCitations, plainCitation } from "@/lib/queries/tickets/list-citations.ts";

export const GET = answer(ENDPOINTS.citations, async (db, { kind, id, ticket, limit }) => {
  const parsed = ticket === undefined ? undefined : parseTicket(ticket);
  if (parsed?.ok === false) return new Refusal({ code: "bad_request", field: "ticket", message: `ticket: ${parsed.message}` });
  const { citations, inAll } = await listCitations(db, { project: PROJECT, kind, subjectId: id, ticket: parsed?.ticket.key, limit });
  return { citations: citations.map(plainCitation), inAll };
});

export const POST = answer(ENDPOINTS.cite, async (db, _asked, { text }) => {
  const read = readJson(CitationRequest, text);
  if (!read.ok) return new Refusal(read.problem);
  const done = await attachTicket(db, PROJECT, read.value, { bytesMax: readConfig().SEAMSCOPE_PIN_BYTES_MAX, now: new Date() });
  if (done.ok) return { citation: done.citation, already: done.already, pinProblem: done.pinProblem };
  return new Refusal({ code: done.missing ? "not_found" : "bad_request", field: done.field, message: `${done.field}: ${done.message}` });
});
