import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { proposeForSeam } from "@/lib/queries/contracts/propose-for-seam.ts";

export const GET = answer(ENDPOINTS.proposal, (db, { id, n }) => proposeForSeam(db, { project: PROJECT, seamId: id, n, now: new Date() }));
