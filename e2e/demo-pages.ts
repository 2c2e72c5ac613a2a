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
  const workflow = `/workflows/${encodeURIComponent(dropped.correlationId)}`;
  const trace = `/traces/${truncated.traceIds[0]}`;
  return {
    home: "/",
    "home-what-changed": "/?changed=1",
    seam: `/seams/${vanished.seamId}`,
    "handoff-constraint": `/handoffs/${encodeURIComponent(dropped.id)}`,
    "handoff-truncated": `/handoffs/${encodeURIComponent(truncated.id)}`,
    traces: "/traces",
    trace,
    reading: `${trace}/reading`,
    compare: `/compare?a=${dropped.traceIds[0]}&b=${dropped.traceIds[1]}`,
    workflow,
    record: `${workflow}/record`,
    inbox: "/inbox",
    agent: "/agents/refunds",
    contracts: "/contracts",
    contract: "/contracts/refund-request",
    audit: "/audit",
  };
}

/** Lists like those above, and pages whose numbers are another machine's or moment's: looked at by the rules of accessibility, not compared. */
export const OTHER_PAGES = ["/alerts", "/alerts/rules/new", "/alerts/rules/Failure%20rate", "/alerts/history", "/alerts/deliveries", "/alerts/silences", "/alerts/channels", "/slo", "/workflows", "/agents", "/docs/findings", "/settings", "/settings/ingest", "/settings/retention", "/rejects", "/nowhere"] as const;

async function oldestWith(findingClass: string) {
  const api = await request.newContext({ baseURL: demoUrl() });
  const answer = await api.get(`/api/v1/handoffs?class=${findingClass}&limit=100`);
  const { handoffs } = Handoffs.parse(await answer.json());
  await api.dispose();
  const oldest = handoffs.toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1))[0];
  if (oldest === undefined) throw new Error(`The demo has no handoff with ${findingClass}`);
  return oldest;
}
