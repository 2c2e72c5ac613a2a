import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { listTickets } from "@/lib/queries/tickets/list-tickets.ts";

export const GET = answer(ENDPOINTS.tickets, (db, { limit }) => listTickets(db, { project: PROJECT, limit }));
