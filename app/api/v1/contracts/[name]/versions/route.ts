import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { listContractVersions } from "@/lib/queries/contracts/get-contract.ts";

export const GET = answer(ENDPOINTS.contractVersions, async (db, { name }) => {
  const versions = await listContractVersions(db, { project: PROJECT, name });
  return versions === undefined ? undefined : { versions };
});
