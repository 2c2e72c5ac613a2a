import { answer, Refusal } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import type { Problem } from "@/lib/api/problem.ts";
import { putContract, type PutContract } from "@/lib/commands/put-contract.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { listContracts } from "@/lib/queries/contracts/list-contracts.ts";

export const GET = answer(ENDPOINTS.contracts, async (db) => ({ contracts: await listContracts(db, { project: PROJECT, now: new Date() }) }));

export const PUT = answer(ENDPOINTS.putContract, async (db, { since }, { text }) => {
  const done = await putContract(db, { project: PROJECT, text, since, now: new Date() });
  return done.kind === "done" ? done.answer : new Refusal(problemOf(done));
});

function problemOf(refused: Exclude<PutContract, { kind: "done" }>): Problem {
  if (refused.kind === "conflict") return { code: "conflict", message: refused.message, field: "version" };
  const problems = refused.problems.map(({ path, line, column, message }) => ({ field: path, line, column, message }));
  const [first] = problems;
  if (first === undefined) throw new Error("a contract was refused without a reason");
  const { field, line, column } = first;
  return { code: "bad_request", message: refused.sentences.join("; "), field, line, column, problems };
}
