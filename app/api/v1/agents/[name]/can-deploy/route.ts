import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { checkDeploy } from "@/lib/queries/contracts/check-deploy.ts";

/** Who was at work in so many days is taken to be at work still. */
const AT_WORK_MS = 7 * 86_400_000;

export const GET = answer(ENDPOINTS.canDeploy, (db, { name, version, from, to }) => {
  const now = new Date();
  const end = to ?? now;
  return checkDeploy(db, { project: PROJECT, agent: name, version, from: from ?? new Date(end.getTime() - AT_WORK_MS), to: end, now });
});
