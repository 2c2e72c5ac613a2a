import { z } from "zod";
import { ErrorAnswer } from "@/lib/api/problem.ts";
import { ContractVersionsAnswer, VerificationTaken } from "@/lib/api/contract-endpoints.ts";
import { ContractProposal, PutContractAnswer } from "@/lib/model/contract-registry.ts";
import { DeployAnswer, type VerificationRequest } from "@/lib/model/contract-verification.ts";

const ANSWER_MS_MAX = 60_000;

/** What the dashboard answered, or one sentence on why it did not. */
export type Answered<Answer> = { ok: true; answer: Answer } | { ok: false; why: string };

/** Pushes the text of a contract; `since` as it was given. */
export function pushContract(api: string, text: string, since: string | undefined): Promise<Answered<PutContractAnswer>> {
  const query = since === undefined ? "" : `?since=${encodeURIComponent(since)}`;
  return ask(`${api}/contracts${query}`, PutContractAnswer, { method: "PUT", headers: { "content-type": "application/yaml" }, body: text });
}

/** Asks for a contract that the newest `n` handoffs of a seam keep. */
export function readProposal(api: string, seamId: string, n: string | undefined): Promise<Answered<ContractProposal>> {
  return ask(`${api}/seams/${encodeURIComponent(seamId)}/proposal${n === undefined ? "" : `?n=${encodeURIComponent(n)}`}`, ContractProposal, {});
}

/** Asks for every stored version of a contract. */
export function readVersions(api: string, name: string): Promise<Answered<ContractVersionsAnswer>> {
  return ask(`${api}/contracts/${encodeURIComponent(name)}/versions`, ContractVersionsAnswer, {});
}

/** Asks whether a version of an agent may be deployed. */
export function readDeploy(api: string, agent: string, version: string): Promise<Answered<DeployAnswer>> {
  return ask(`${api}/agents/${encodeURIComponent(agent)}/can-deploy?version=${encodeURIComponent(version)}`, DeployAnswer, {});
}

/** Tells what a test of agents against a contract came to. */
export function tellVerification(api: string, name: string, told: z.input<typeof VerificationRequest>): Promise<Answered<VerificationTaken>> {
  return ask(`${api}/contracts/${encodeURIComponent(name)}/verifications`, VerificationTaken, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(told) });
}

/** Asks the API of a dashboard and checks what it answers. */
export async function ask<Answer>(address: string, schema: z.ZodType<Answer>, init: RequestInit): Promise<Answered<Answer>> {
  try {
    const response = await fetch(address, { ...init, signal: AbortSignal.timeout(ANSWER_MS_MAX) });
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, answer: schema.parse(body) };
    const failure = ErrorAnswer.safeParse(body);
    return { ok: false, why: failure.success ? failure.data.error.message : `${address} answers, but not as Seamscope does (status ${response.status})` };
  } catch (error) {
    if (error instanceof z.ZodError) return { ok: false, why: `${address} answers, but not as this version of Seamscope does` };
    return { ok: false, why: `Nothing answers at ${address}: start Seamscope with \`npm start\`, or name its address with --to` };
  }
}
