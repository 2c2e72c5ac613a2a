import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { listDeliveries } from "@/lib/queries/alerts/list-deliveries.ts";

export const GET = answer(ENDPOINTS.deliveries, (db, { outcome, ...asked }) => listDeliveries(db, { project: PROJECT, ...asked, outcomes: outcome === undefined ? undefined : [outcome] }));
