import { readFileSync } from "node:fs";
import { join } from "node:path";

const ANSWER_MS_MAX = 30_000;
const FOLDER = join(import.meta.dirname, "contracts");
/** Older versions first, as they were pushed. */
const CONTRACTS = ["draft-for-publishing.yaml", "refund-request-1.yaml", "refund-request.yaml"];
const AGENTS = [
  { name: "approval-executor", owner: { team: "content-platform", contact: "#content-oncall" }, capabilities: ["publish"], description: "Publishes what a person has approved." },
  { name: "outbound-engager", owner: { team: "growth" }, capabilities: ["draft replies"] },
  { name: "refunds", owner: { team: "payments", contact: "#payments-oncall" }, capabilities: ["refund"], accepts: { "refund-request": "^2.0.0" } },
  { name: "triage", owner: { team: "support" }, capabilities: ["route"] },
];

/** What the teams of the story have agreed on: contracts that govern the whole day, and who answers for which agent. Tells what a dashboard would not take. */
export async function declareTeams(dashboard: string, startMs: number): Promise<string[]> {
  const since = new Date(startMs).toISOString();
  const complaints: string[] = [];
  for (const file of CONTRACTS) complaints.push(...(await put(`${dashboard}/api/v1/contracts?since=${since}`, "application/yaml", readFileSync(join(FOLDER, file), "utf8"))));
  for (const agent of AGENTS) complaints.push(...(await put(`${dashboard}/api/v1/agents`, "application/json", JSON.stringify(agent))));
  return complaints;
}

async function put(address: string, type: string, body: string): Promise<string[]> {
  try {
    const response = await fetch(address, { method: "PUT", body, headers: { "content-type": type }, signal: AbortSignal.timeout(ANSWER_MS_MAX) });
    return response.ok ? [] : [`${address} answered ${response.status}: ${await response.text()}`];
  } catch (error) {
    return [`${address} does not answer: ${error instanceof Error ? error.message : String(error)}`];
  }
}
