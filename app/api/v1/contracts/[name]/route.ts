import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getContract } from "@/lib/queries/contracts/get-contract.ts";

export const GET = answer(ENDPOINTS.contract, (db, { name }) => getContract(db, { project: PROJECT, name, now: new Date() }));
