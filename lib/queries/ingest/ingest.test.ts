import { afterAll, beforeAll, expect, test } from "vitest";
import { PROJECT } from "@/lib/model/project.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { insertLedgers, insertRejects, makeReject } from "@/lib/testing/ingest-rows.ts";
import { getIngest } from "./get-ingest.ts";
import { getRejects } from "./get-rejects.ts";

const NOW = new Date("2026-11-21T12:00:00.000Z");
const secondsAgo = (seconds: number): string => new Date(NOW.getTime() - seconds * 1000).toISOString();

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

const ingest = () => getIngest(fresh.db, { project: PROJECT, now: NOW });
const rejects = (question: Partial<Parameters<typeof getRejects>[1]> = {}) => getRejects(fresh.db, { project: PROJECT, samples: 50, ...question });

test("with nothing written there is nothing, and no fault", async () => {
  expect(await ingest()).toEqual({ totals: [], collectors: [], collectorsInAll: 0 });
  expect(await rejects()).toEqual({ groups: [], groupsInAll: 0, samples: [] });
});

test("each collector has its last ledger, says when it went silent, and the totals are the sum of all", async () => {
  await insertLedgers(fresh.db, [
    { collector: "c-1", signal: "traces", at: secondsAgo(60), ledger: { received: 5, stored: 5 } },
    { collector: "c-1", signal: "traces", at: secondsAgo(1), ledger: { received: 20, stored: 10, rejected: 1, deduplicated: 2, deadLettered: 3, inSpool: 4 }, spool: { bytes: 850, hardBytes: 900, oldestWaitingS: 7.5 } },
    { collector: "c-1", signal: "logs", at: secondsAgo(1), ledger: { received: 9, ignored: 8 } },
    { collector: "c-2", signal: "traces", at: secondsAgo(600), ledger: { received: 100, stored: 100 } },
  ]);
  const { totals, collectors, collectorsInAll } = await ingest();
  expect(collectorsInAll).toBe(2);
  expect(collectors).toMatchObject([
    { collector: "c-1", silent: false, heardAt: secondsAgo(1), spool: { bytes: 850, softBytes: 800, hardBytes: 900, oldestWaitingS: 7.5 } },
    { collector: "c-2", silent: true },
  ]);
  expect(collectors[0]?.ledgers).toMatchObject([
    { signal: "traces", received: 20, stored: 10, rejected: 1, deduplicated: 2, deadLettered: 3, inSpool: 4, unaccounted: 0 },
    { signal: "logs", received: 9, ignored: 8, unaccounted: 1 },
  ]);
  expect(totals).toMatchObject([{ signal: "traces", received: 120, stored: 110, unaccounted: 0 }, { signal: "logs", received: 9, unaccounted: 1 }]);
});

test("more collectors than are shown are counted, and in the totals", async () => {
  await insertLedgers(fresh.db, Array.from({ length: 250 }, (_, index) => ({ collector: `old-${index}`, signal: "traces" as const, at: secondsAgo(90_000 + index), ledger: { received: 1, stored: 1 } })));
  const { totals, collectors, collectorsInAll } = await ingest();
  expect([collectors.length, collectorsInAll]).toEqual([200, 252]);
  expect(collectors[0]?.collector).toBe("c-1");
  expect(totals[0]?.received).toBe(370);
});

test("rejects are grouped by what was at fault, with their senders, first and last time", async () => {
  await insertRejects(fresh.db, [
    makeReject({ at: secondsAgo(30), records: 5, message: "the first" }),
    makeReject({ at: secondsAgo(10), records: 2, message: "the last", service: "publisher", sample: "the newest" }),
    makeReject({ at: secondsAgo(5), action: "altered", reason: "attributes", records: 1, sample: "" }),
    makeReject({ at: secondsAgo(20), signal: "logs", reason: "body", records: 0, service: "", sample: "'; DROP TABLE rejects; --" }),
    makeReject({ at: secondsAgo(100_000), reason: "start_time_unix_nano", records: 50 }),
  ]);
  const { groups, groupsInAll, samples } = await rejects({ from: new Date(secondsAgo(60)), to: NOW });
  expect(groupsInAll).toBe(3);
  expect(groups).toEqual([
    { signal: "traces", action: "rejected", reason: "trace_id", records: 7, requests: 2, firstAt: secondsAgo(30), lastAt: secondsAgo(10), message: "the last", services: ["writer", "publisher"], servicesInAll: 2 },
    expect.objectContaining({ action: "altered", reason: "attributes", records: 1 }),
    expect.objectContaining({ signal: "logs", reason: "body", records: 0, requests: 1, services: [], servicesInAll: 0 }),
  ]);
  expect(samples.map(({ sample }) => sample)).toEqual(["the newest", "'; DROP TABLE rejects; --", '{"name":"handoff"}']);
});

test("filters narrow groups and samples, and a reason the samples alone", async () => {
  expect((await rejects({ signal: "logs" })).groups).toHaveLength(1);
  expect((await rejects({ action: "altered" })).groups).toHaveLength(1);
  expect((await rejects({ service: "publisher" })).groups).toMatchObject([{ records: 2 }]);
  expect((await rejects({ service: "' OR 1=1 --" })).groups).toEqual([]);
  const { groups, samples } = await rejects({ reason: "body" });
  expect([groups.length, samples.map(({ reason }) => reason)]).toEqual([4, ["body"]]);
  expect((await rejects({ samples: 1 })).samples).toHaveLength(1);
});
