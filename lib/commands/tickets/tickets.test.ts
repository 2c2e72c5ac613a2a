import { afterAll, beforeAll, expect, test } from "vitest";
import type { AlertMessage } from "@/lib/model/alert-firing.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { CitationRequest } from "@/lib/model/ticket.ts";
import { listCitations } from "@/lib/queries/tickets/list-citations.ts";
import { getTicket, listTickets } from "@/lib/queries/tickets/list-tickets.ts";
import { refreshSeamsPerMinute } from "@/lib/queries/seams/refresh-seams-per-minute.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { insertTraces } from "@/lib/testing/trace-rows.ts";
import { attachTicket } from "./attach-ticket.ts";
import { detachTicket } from "./detach-ticket.ts";

const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
const HANDOFFS = [makeHandoff({ id: "order 7/draft" }), makeHandoff({ id: "second" })];
const MESSAGE = {
  firingId: "f-1", event: "open", rule: { id: "r", name: "Losses", description: "", metric: "lost", severity: "critical", labels: {}, window: "5m", above: 0 },
  seam: { id: "s-1", source: "planner", target: "worker", contract: "task" }, detail: "", owner: null, sourceOwner: null, runbook: "", value: 3, n: 10, failed: 3, interval: null,
  evidence: { firstBadAt: null, class: null, versionPair: null, field: null, samples: [] }, openedAt: "2026-11-20T07:05:00Z", resolvedAt: null, note: "", suppressed: 0,
} satisfies AlertMessage;

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await insertHandoffs(fresh.db, HANDOFFS, { version: 1n });
  await refreshSeamsPerMinute(fresh.db, PROJECT, HANDOFFS.map(bucketOf), 1n);
  await insertTraces(fresh.db, [{ traceId: TRACE_ID, name: "run" }], 1n);
  await fresh.db.insert("correlation_keys", [{ project: PROJECT, key_kind: "handoff.correlation_id", key: "order-7", trace_id: TRACE_ID, span_id: "00f067aa0ba902b7", started_at: "2026-11-20T07:00:00Z" }]);
  await fresh.db.insert("alert_transitions", [{ project: PROJECT, rule_id: "r", seam_id: "s-1", at: "2026-11-20T07:05:00.000Z", state: "firing", since: "2026-11-20T07:05:00.000Z", firing_id: "f-1", event: "open", message: JSON.stringify(MESSAGE) }]);
});
afterAll(() => fresh.dispose());

const attach = (asked: Partial<CitationRequest>) => attachTicket(fresh.db, PROJECT, CitationRequest.parse({ ticket: "INC-1", kind: "handoff", id: "order 7/draft", ...asked }));
const keysOf = async (id: string): Promise<string[]> => (await listCitations(fresh.db, { project: PROJECT, kind: "handoff", subjectId: id })).citations.map((citation) => citation.ticket.key);

test("a ticket is attached to each kind of thing, by whom and why, and found from both sides", async () => {
  const all = [
    await attach({ by: "dana", note: "began here" }), await attach({ kind: "trace", id: TRACE_ID.toUpperCase() }), await attach({ kind: "seam", id: "s-1" }),
    await attach({ kind: "workflow", id: "order-7" }), await attach({ kind: "workflow", id: TRACE_ID }), await attach({ kind: "firing", id: "f-1" }),
  ];
  expect(all.map((one) => (one.ok ? [one.already, one.citation.subjectId, one.citation.title] : one))).toEqual([
    [false, "order 7/draft", "planner → worker (task)"], [false, TRACE_ID, "run"], [false, "s-1", "planner → worker (task)"], [false, "order-7", "order-7"], [false, TRACE_ID, "run"], [false, "f-1", "Losses: planner → worker"],
  ]);
  expect(await getTicket(fresh.db, { project: PROJECT, key: "INC-1" })).toMatchObject({
    ticket: { key: "INC-1", system: "other", url: "" }, urls: [], citationsInAll: 6, citations: expect.arrayContaining([expect.objectContaining({ kind: "handoff", subjectId: "order 7/draft", by: "dana", note: "began here" })]),
  });
  expect(await keysOf("order 7/draft")).toEqual(["INC-1"]);
  expect((await listTickets(fresh.db, { project: PROJECT, limit: 10 })).tickets).toMatchObject([{ ticket: { key: "INC-1" }, citations: 6, kinds: { handoff: 1, trace: 1, seam: 1, workflow: 2, firing: 1 } }]);
});

test("attaching twice is attaching once, and the address of a ticket is learnt when it is told", async () => {
  const first = await attach({ ticket: "PAY-9", id: "second" });
  expect(await attach({ ticket: "pay-9", id: "second", by: "somebody else" })).toMatchObject({ ok: true, already: true, citation: { id: first.ok ? first.citation.id : "", by: "" } });
  expect(await attach({ ticket: "https://acme.atlassian.net/browse/PAY-9", id: "second" })).toMatchObject({ ok: true, already: true });
  expect(await attach({ ticket: "https://acme.atlassian.net/browse/PAY-9", id: "order 7/draft" })).toMatchObject({ ok: true, already: false });
  expect(await getTicket(fresh.db, { project: PROJECT, key: "PAY-9" })).toMatchObject({ ticket: { key: "PAY-9", system: "jira", url: "https://acme.atlassian.net/browse/PAY-9" }, citationsInAll: 2 });
});

test("what is attached is detached and attached again, and its history stays", async () => {
  const one = await attach({ ticket: "OPS-1", id: "second" });
  const id = one.ok ? one.citation.id : "";
  expect(await detachTicket(fresh.db, PROJECT, { id, by: "dana", note: "another one" })).toMatchObject({ already: false, citation: { id, subjectId: "second" } });
  expect(await keysOf("second")).not.toContain("OPS-1");
  expect(await getTicket(fresh.db, { project: PROJECT, key: "OPS-1" })).toBeUndefined();
  expect((await listCitations(fresh.db, { project: PROJECT, id, detached: true })).citations).toMatchObject([{ attached: false, by: "dana", note: "another one" }]);
  expect(await detachTicket(fresh.db, PROJECT, { id, by: "", note: "" })).toMatchObject({ already: true });
  expect(await detachTicket(fresh.db, PROJECT, { id: "none", by: "", note: "" })).toBeUndefined();
  expect(await attach({ ticket: "OPS-1", id: "second" })).toMatchObject({ ok: true, already: false, citation: { id } });
  expect(await fresh.db.select("test", "SELECT action FROM citations WHERE citation_id = {id: String} ORDER BY at", { id })).toEqual([{ action: "attach" }, { action: "detach" }, { action: "attach" }]);
});

test("what does not exist cannot be cited, and what is no ticket cites nothing", async () => {
  for (const [kind, id] of [["handoff", "nobody"], ["trace", "f".repeat(32)], ["trace", "x"], ["seam", "none"], ["workflow", "none"], ["firing", "none"]] as const) {
    expect(await attach({ kind, id })).toMatchObject({ ok: false, field: "id", missing: true, message: `there is no ${kind} with this id` });
  }
  expect(await attach({ ticket: "javascript:alert(1)" })).toMatchObject({ ok: false, field: "ticket", missing: false });
});
