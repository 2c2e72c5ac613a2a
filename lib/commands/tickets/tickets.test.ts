import { afterAll, beforeAll, expect, test } from "vitest";
import type { AlertMessage } from "@/lib/model/alert-firing.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { CitationRequest } from "@/lib/model/ticket.ts";
import { listCitations } from "@/lib/queries/tickets/list-citations.ts";
import { listPins } from "@/lib/queries/citations/list-pins.ts";
import { getTicket, listTickets } from "@/lib/queries/tickets/list-tickets.ts";
import { refreshSeamsPerMinute } from "@/lib/queries/seams/refresh-seams-per-minute.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { insertTraces } from "@/lib/testing/trace-rows.ts";
import { attachTicket } from "./attach-ticket.ts";
import { attachLinks } from "./attach-links.ts";
import { detachTicket } from "./detach-ticket.ts";

const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
const HANDOFFS = [makeHandoff({ id: "order 7/draft" }), makeHandoff({ id: "second" })];
const MESSAGE = {
  firingId: "f-1", event: "open", rule: { id: "r", name: "Losses", description: "", metric: "lost", severity: "critical", labels: {}, window: "5m", above: 0 },
  seam: { id: "s-1", source: "planner", target: "worker", contract: "task" }, detail: "", owner: null, sourceOwner: null, runbook: "", value: 3, n: 10, failed: 3, interval: null,
  evidence: { firstBadAt: null, class: null, versionPair: null, field: null, samples: [] }, openedAt: "2026-11-20T07:05:00Z", resolvedAt: null, note: "", suppressed: 0,
} satisfies AlertMessage;

const KEEPING = { bytesMax: 1e9, now: new Date("2026-11-20T08:00:00Z") };

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

const attach = (asked: Partial<CitationRequest>) => attachTicket(fresh.db, PROJECT, CitationRequest.parse({ ticket: "INC-1", kind: "handoff", id: "order 7/draft", ...asked }), KEEPING);
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

const pinsOf = async (id: string): Promise<string[]> => (await listPins(fresh.db, { project: PROJECT, kind: "handoff", id })).pins.map((pin) => `${pin.reason} ${pin.citedBy}`);

test("what a ticket cites is pinned for its sake, and unpinned when it is detached; another ticket's pin stays", async () => {
  const one = await attach({ ticket: "PIN-1", id: "second" });
  await attach({ ticket: "PIN-2", id: "second" });
  expect(one).toMatchObject({ ok: true, pinProblem: "", citation: { pinned: true } });
  expect(await pinsOf("second")).toEqual(expect.arrayContaining(["ticket PIN-1", "ticket PIN-2"]));
  await detachTicket(fresh.db, PROJECT, { id: one.ok ? one.citation.id : "", by: "", note: "" });
  expect(await pinsOf("second")).toContain("ticket PIN-2");
  expect(await pinsOf("second")).not.toContain("ticket PIN-1");
});

test("where there is no room for evidence, it is cited all the same and says so; attached again with room, it is pinned", async () => {
  await insertHandoffs(fresh.db, [makeHandoff({ id: "large", traceIds: ["1".repeat(32)] })], { version: 1n });
  const request = CitationRequest.parse({ ticket: "BIG-1", kind: "handoff", id: "large" });
  const full = await attachTicket(fresh.db, PROJECT, request, { ...KEEPING, bytesMax: 0 });
  expect(full).toMatchObject({ ok: true, already: false, pinProblem: expect.stringContaining("SEAMSCOPE_PIN_BYTES_MAX"), citation: { pinned: false } });
  expect(await attachTicket(fresh.db, PROJECT, request, KEEPING)).toMatchObject({ ok: true, already: true, pinProblem: "", citation: { pinned: true } });
});

test("the links of a webhook are attached once, what a person detached stays detached, and what leads nowhere is told of", async () => {
  const ticket = { key: "HOOK-1", system: "other" as const, url: "https://tracker.example/HOOK-1" };
  const links = [
    { link: "a", kind: "handoff" as const, ids: ["second.", "second"] }, { link: "b", kind: "handoff" as const, ids: ["second"] }, { link: "c", kind: "seam" as const, ids: ["s-1"] },
    { link: "d", kind: "trace" as const, ids: ["none"] }, { link: "e", kind: "handoff" as const, ids: [] },
  ];
  const send = () => attachLinks(fresh.db, PROJECT, { ticket, links, by: "", note: "" }, KEEPING);
  const first = await send();
  expect(first).toMatchObject({ attached: [{ subjectId: "second" }, { subjectId: "s-1" }], already: [], detached: [], unpinned: [], unknown: [{ link: "d", why: "there is no trace with this id" }, { link: "e" }], linksInAll: 5 });
  expect(await send()).toMatchObject({ attached: [], already: [{ subjectId: "second" }, { subjectId: "s-1" }] });
  await detachTicket(fresh.db, PROJECT, { id: first.attached[1]?.id ?? "", by: "dana", note: "" });
  expect(await send()).toMatchObject({ attached: [], already: [{ subjectId: "second" }], detached: [{ kind: "seam", id: "s-1" }] });
  expect((await getTicket(fresh.db, { project: PROJECT, key: "HOOK-1" }))?.citations.map((citation) => citation.subjectId)).toEqual(["second"]);
});
