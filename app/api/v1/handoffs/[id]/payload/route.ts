import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readPayloadSlice } from "@/lib/queries/handoffs/read-payload-slice.ts";

export const GET = answer(ENDPOINTS.payload, (db, { id, side, offset, limit }) => readPayloadSlice(db, { project: PROJECT, id, side, offset, limit }));
