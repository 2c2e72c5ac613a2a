import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { LiveTopic } from "@/lib/model/live.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { insertHandoffs, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { insertTraces } from "@/lib/testing/trace-rows.ts";

const current: { db?: Database } = {};
vi.mock("@/app/database.ts", () => ({ database: async () => current.db }));
const { GET } = await import("../v1/live/route.ts");
const { sharedFeed } = await import("./shared-feed.ts");

const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
const Data = z.object({ handoffs: z.array(z.object({ id: z.string(), seam: z.string(), verdict: z.string(), deleted: z.boolean() })), traces: z.array(z.object({ id: z.string() })), more: z.number() });

let fresh: FreshDatabase;
/** Requests are kept beside what ends them: Node follows the signal of a request only as long as somebody holds that. */
const open = new Map<AbortController, Request>();
beforeAll(async () => {
  fresh = await freshDatabase();
  current.db = fresh.db;
});
afterEach(() => {
  for (const listener of open.keys()) listener.abort();
  open.clear();
});
afterAll(() => fresh.dispose());

/** Somebody who listens, and what was heard so far. */
async function listen(query = "", lastEventId?: string): Promise<{ text: () => string; told: () => string[]; lastId: () => string; ended: Promise<void>; leave: () => void }> {
  const leaving = new AbortController();
  const headers = lastEventId === undefined ? {} : { "last-event-id": lastEventId };
  const request = new Request(`http://127.0.0.1:3000/api/v1/live${query}`, { headers, signal: leaving.signal });
  open.set(leaving, request);
  const response = await GET(request);
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
  let text = "";
  const read = async (): Promise<void> => {
    for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) text += part;
  };
  const ended = read();
  return { text: () => text, told: () => toldIn(text), lastId: () => [...text.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1] ?? "", ended, leave: () => leaving.abort() };
}

/** Each change in words, in the order told. */
function toldIn(text: string): string[] {
  const events = [...text.matchAll(/^event: changes\ndata: (.+)$/gm)].map((found) => Data.parse(JSON.parse(found[1] ?? "")));
  return events.flatMap(({ handoffs, traces }) => [...handoffs.map((one) => `${one.id} ${one.deleted ? "taken away" : one.verdict} at ${one.seam}`), ...traces.map((one) => `trace ${one.id}`)]);
}

let version = 1n;
const write = (changes: Parameters<typeof makeHandoff>[0], deleted = false): Promise<void> => insertHandoffs(fresh.db, [makeHandoff(changes)], { version: (version += 1n), deleted });
const soon = { timeout: 8000, interval: 50 };

test("a handoff is told when it is written and again when its verdict turns, each time once", async () => {
  const listener = await listen();
  await write({ id: "turning", verdict: "pending" });
  await vi.waitFor(() => expect(listener.told()).toEqual(["turning pending at s-1"]), soon);
  await write({ id: "turning", verdict: "lost", findings: [LOST_FINDING] });
  await insertTraces(fresh.db, [{ traceId: TRACE_ID }], (version += 1n));
  await vi.waitFor(() => expect(listener.told()).toEqual(["turning pending at s-1", "turning lost at s-1", `trace ${TRACE_ID}`]), soon);
  expect(listener.text()).toMatch(/^retry: 2000\n\nid: \d+\nevent: alive\n/);
});

test("who comes back with the last id is told all that happened meanwhile, by header or by address", async () => {
  const before = await listen();
  await write({ id: "seen" });
  await vi.waitFor(() => expect(before.told()).toContain("seen delivered at s-1"), soon);
  before.leave();
  await before.ended;
  for (const id of ["missed-1", "missed-2"]) await write({ id });
  for (const again of [await listen("", before.lastId()), await listen(`?since=${before.lastId()}`)]) {
    await vi.waitFor(() => expect(again.told()).toEqual(expect.arrayContaining(["missed-1 delivered at s-1", "missed-2 delivered at s-1"])), soon);
    expect(new Set(again.told()).size).toBe(again.told().length);
  }
});

test.each<[string, LiveTopic & { query: string }]>([
  ["a seam", { query: "?seam=mine" }],
  ["a handoff", { query: "?handoff=wanted" }],
  ["a workflow", { query: "?workflow=task-1" }],
  ["traces", { query: `?trace=${"e".repeat(32)},${"F".repeat(32)}` }],
])("who asks for %s hears nothing else", async (_, { query }) => {
  const listener = await listen(query);
  await write({ id: "other", seamId: "theirs" });
  await write({ id: "wanted", seamId: "mine", correlationId: "task-1", traceIds: ["f".repeat(32)] });
  await vi.waitFor(() => expect(listener.told()).toEqual(["wanted delivered at mine"]), soon);
});

test("who was away longer than changes are kept, or missed more than can be told, is told to read anew", async () => {
  const late = await listen("?since=1000");
  await vi.waitFor(() => expect(late.text()).toMatch(/event: reset/), soon);
  const since = late.lastId();
  await insertHandoffs(fresh.db, Array.from({ length: 2500 }, (__, n) => makeHandoff({ id: `many-${n}` })), { version: (version += 1n) });
  const flooded = await listen(`?since=${since}`);
  await vi.waitFor(() => expect(flooded.text()).toMatch(/event: reset/), soon);
  await vi.waitFor(() => expect(late.text().match(/event: reset/g)?.length).toBeGreaterThan(1), soon);
});

test("while the database is away streams stay open and say so, and go on when it is back", async () => {
  const complaint = vi.spyOn(console, "error").mockReturnValue(undefined);
  const listener = await listen(`?handoff=after`);
  current.db = { ...fresh.db, select: () => Promise.reject(new Error("away")) };
  await vi.waitFor(() => expect(listener.text()).toMatch(/event: away/), soon);
  current.db = fresh.db;
  await write({ id: "after" });
  await vi.waitFor(() => expect(listener.told()).toEqual(["after delivered at s-1"]), { ...soon, timeout: 25_000 });
  expect(complaint).toHaveBeenCalledOnce();
  complaint.mockRestore();
});

test("the database is read by nobody when nobody listens, and by one for all who do", async () => {
  await vi.waitFor(() => expect(sharedFeed().listeners).toBe(0), soon);
  const asked: string[] = [];
  current.db = { ...fresh.db, select: (name, sql, params) => (asked.push(name), fresh.db.select(name, sql, params)) };
  const listeners = await Promise.all([listen(), listen(), listen()]);
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(asked.length).toBeLessThan(6);
  for (const listener of listeners) listener.leave();
  await Promise.all(listeners.map((listener) => listener.ended));
  expect(sharedFeed().listeners).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, 1200));
  const before = asked.length;
  await new Promise((resolve) => setTimeout(resolve, 2000));
  expect(asked.length).toBe(before);
  current.db = fresh.db;
});

test.each([["?since=yesterday", "since"], ["?trace=xyz", "trace"], ["?colour=red", "colour"], ["?seam=a&seam=b", "seam"]])("%s is refused by name", async (query, field) => {
  const response = await GET(new Request(`http://127.0.0.1:3000/api/v1/live${query}`));
  expect([response.status, await response.json()]).toEqual([400, { error: expect.objectContaining({ code: "bad_request", field }) }]);
});
