import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { detachTicket } from "@/lib/commands/tickets/detach-ticket.ts";
import { PROJECT } from "@/lib/model/project.ts";

export const DELETE = answer(ENDPOINTS.uncite, (db, { id, by, note }) => detachTicket(db, PROJECT, { id, by, note }));
