import { answer, Refusal } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { readJson } from "@/lib/api/read-json.ts";
import { verifyContract } from "@/lib/commands/verify-contract.ts";
import { VerificationRequest } from "@/lib/model/contract-verification.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readVerifications } from "@/lib/queries/contracts/read-verifications.ts";

export const GET = answer(ENDPOINTS.contractVerifications, (db, { name, version, limit }) => readVerifications(db, { project: PROJECT, contract: name, version, limit }));

export const POST = answer(ENDPOINTS.verifyContract, async (db, { name }, { text }) => {
  const read = readJson(VerificationRequest, text);
  if (!read.ok) return new Refusal(read.problem);
  const told = await verifyContract(db, { project: PROJECT, name, told: read.value });
  return told.ok ? { digest: told.digest } : new Refusal({ code: "conflict", field: told.field, message: `${told.field}: ${told.message}` });
});
