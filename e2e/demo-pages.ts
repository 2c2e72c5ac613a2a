import { request } from "@playwright/test";
import { z } from "zod";

const Handoffs = z.object({ handoffs: z.array(z.object({ id: z.string(), seamId: z.string(), correlationId: z.string(), traceIds: z.array(z.string()), startedAt: z.string() })) });

/** Where the Seamscope is that has seen the demo's day. */
function demoUrl(): string {
  const url = process.env.SEAMSCOPE_E2E_DEMO;
  if (url === undefined) throw new Error("SEAMSCOPE_E2E_DEMO is not set: e2e/global-setup.ts sets it when it has played the demo");
  return url;
}

/** The pages of the demo's day, by a name that their pictures can have; each is one that somebody on call would open. */
export async function demoPages(): Promise<Record<string, string>> {
  const [vanished, dropped, truncated] = [await oldestWith("payload_missing"), await oldestWith("constraint_dropped"), await oldestWith("truncated")];
  const workflow = encodeURIComponent(dropped.correlationId);
  return {
    home: "/",
    seam: `/seams/${vanished.seamId}`,
    "seam-of-versions": `/seams/${(await oldestWith("version_mismatch")).seamId}`,
    "handoff-vanished": `/handoffs/${encodeURIComponent(vanished.id)}`,
    "handoff-constraint": `/handoffs/${encodeURIComponent(dropped.id)}`,
    "handoff-truncated": `/handoffs/${encodeURIComponent(truncated.id)}`,
    traces: "/traces",
    trace: `/traces/${truncated.traceIds[0]}`,
    workflows: "/workflows",
    workflow: `/workflows/${workflow}`,
    inbox: "/inbox",
    agents: "/agents",
    agent: "/agents/refunds",
    contracts: "/contracts",
    contract: "/contracts/refund-request",
    findings: "/docs/findings",
  };
}

/** Pages whose numbers are another machine's or another moment's: they are looked at by the rules of accessibility, not compared. */
export const CHANGING_PAGES = ["/settings/ingest", "/rejects", "/nowhere"] as const;

async function oldestWith(findingClass: string) {
  const api = await request.newContext({ baseURL: demoUrl() });
  const answer = await api.get(`/api/v1/handoffs?class=${findingClass}&limit=100`);
  const { handoffs } = Handoffs.parse(await answer.json());
  await api.dispose();
  const oldest = handoffs.toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1))[0];
  if (oldest === undefined) throw new Error(`The demo has no handoff with ${findingClass}`);
  return oldest;
}
