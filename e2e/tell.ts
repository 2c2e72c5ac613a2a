import { randomBytes } from "node:crypto";
import { type APIRequestContext, expect } from "@playwright/test";

/** One report of a handoff, as docs/envelope.md says. */
export type Report = Record<string, unknown> & { source: string; target: string };

/** Eight digits that no other test has. */
export const newTag = (): string => randomBytes(4).toString("hex");

/** Tells handoffs over the API, as a script without OpenTelemetry does. */
export async function tell(request: APIRequestContext, reports: readonly Report[]): Promise<void> {
  const answer = await request.post("/api/v1/handoffs", { data: reports });
  expect(answer.status(), await answer.text()).toBeLessThan(300);
}

/** Both sides' reports of one handoff: what was sent and what arrived. */
export const bothSides = (about: Report, sent: unknown, received: unknown): Report[] => [
  { ...about, payload: sent },
  { ...about, state: "received", payload: received },
];

/** Pushes a contract that also governs what is stored of the last hour. */
export async function pushContract(request: APIRequestContext, contract: Record<string, unknown>): Promise<void> {
  const since = new Date(Date.now() - 3_600_000).toISOString();
  const answer = await request.put(`/api/v1/contracts?since=${since}`, { data: contract });
  expect(answer.status(), await answer.text()).toBeLessThan(300);
}

/** Declares an agent with the team that answers for it. */
export async function declareAgent(request: APIRequestContext, name: string, team: string): Promise<void> {
  const answer = await request.put("/api/v1/agents", { data: { name, owner: { team, contact: `#${team}` }, capabilities: ["publish"] } });
  expect(answer.status(), await answer.text()).toBeLessThan(300);
}
