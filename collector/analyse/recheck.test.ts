import * as fc from "fast-check";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { contractToRow } from "@/lib/clickhouse/contract-row.ts";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import { putContract } from "@/lib/commands/put-contract.ts";
import { attributesOf } from "@/lib/model/attributes.ts";
import type { StoredContract } from "@/lib/model/contract.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import type { Span } from "@/lib/model/span.ts";
import { findNextRecheck } from "@/lib/queries/contracts/find-next-recheck.ts";
import { getHandoff } from "@/lib/queries/handoffs/get-handoff.ts";
import { listHandoffs } from "@/lib/queries/handoffs/list-handoffs.ts";
import { makeStored } from "@/lib/testing/contract-rows.ts";
import { type FreshDatabase, freshDatabase } from "@/lib/testing/fresh-database.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { type Analyser, startAnalyser } from "./analyse.ts";
import { analyseTraces } from "./analyse-traces.ts";
import { recheckPortion } from "./recheck.ts";
import { createSchemaValidator } from "./schema-validator.ts";

const MINUTE = 60_000_000_000n;
const START = 1_795_200_000_000_000_000n;
const WAIT = { timeout: 20_000, interval: 100 };
const at = (minute: number): string => `2026-11-20 18:${40 + minute}:00.000000000`;

let fresh: FreshDatabase;
let analyser: Analyser | undefined;
const validator = createSchemaValidator();
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterEach(async () => {
  await analyser?.stop();
  analyser = undefined;
});
afterAll(async () => {
  await validator.close();
  await fresh.dispose();
});

/** A handoff that began `minute` minutes after 18:40, with a payload that lacks what the contract below asks for. */
function sent(minute: number, parts: { to?: string; payload?: string; isOneSided?: boolean } = {}): Span {
  const hex = (minute + 1).toString(16);
  return makeSpan({
    traceId: hex.padStart(32, "a"), spanId: hex.padStart(16, "b"), name: "handoff", kind: "producer",
    startUnixNano: START + BigInt(minute) * MINUTE, endUnixNano: START + BigInt(minute) * MINUTE + 1000n,
    attributes: attributesOf([
      ["handoff.id", `h${minute}`], ["gen_ai.agent.name", "creator"], ["handoff.target.agent.name", parts.to ?? "executor"],
      ["handoff.sent.payload", parts.payload ?? '{"title":"x","total":10}'],
      ...(parts.isOneSided === true ? [] : [["handoff.received.payload", '{"title":"x","total":10}'] as const]),
    ]),
  });
}

const CONTRACT: Partial<StoredContract["contract"]> = {
  contract: "draft", mode: "enforce", seam: { source: "creator", target: "Executor" }, payload: { type: "object", required: ["draft"] },
};
const push = (project: string, contract: Partial<StoredContract["contract"]> = CONTRACT, parts: Partial<StoredContract> = {}): Promise<void> =>
  fresh.db.insert("contracts", [contractToRow(makeStored(contract, parts), project)]);
const request = (project: string, from: string, to: string): Promise<void> =>
  fresh.db.insert("recheck_requests", [{ project, requested_at: "2026-11-21 08:00:00.000000000", contract_name: "draft", from, to, reason: "pushed with since" }]);

let projects = 0;
function newProject() {
  projects += 1;
  const project = `recheck${projects}`;
  let clock = START + 60n * MINUTE;
  const analyse = async (traceIds: readonly string[]): Promise<void> => {
    await analyseTraces({ db: fresh.db, project, validator, deadlineMs: 900_000, now: (clock += 1_000_000n), log: () => undefined }, traceIds);
  };
  return {
    project,
    take: async (...spans: Span[]): Promise<void> => {
      await fresh.db.insert("spans", spans.map((span) => spanToRow(span, project)));
      await analyse(spans.map((span) => span.traceId));
    },
    portion: (portion = 200, work = analyse) => recheckPortion({ db: fresh.db, project, analyse: work, version: () => Promise.resolve((clock += 1_000_000n)), log: () => undefined, portion }),
    told: async (): Promise<Record<string, string>> => {
      const { handoffs } = await listHandoffs(fresh.db, { project, limit: 100 });
      return Object.fromEntries(handoffs.map((handoff) => [handoff.id, [handoff.verdict, ...handoff.findings.map((finding) => finding.class)].join(" ")]));
    },
    get: (id: string): Promise<Handoff | undefined> => getHandoff(fresh.db, { project, id }),
  };
}

test("handoffs of the window are judged again by a contract pushed after them, those outside it stay as they were, and asking nothing new changes nothing", async () => {
  const { project, take, portion, told, get } = newProject();
  await take(sent(0), sent(1), sent(2), sent(3, { to: "somebody else" }));
  const before = { h0: "delivered", h1: "delivered", h2: "delivered", h3: "delivered" };
  expect(await told()).toEqual(before);
  await push(project);
  expect(await portion()).toBe(false);
  expect(await told()).toEqual(before);
  await request(project, at(1), at(2));
  expect(await portion()).toBe(true);
  expect(await told()).toEqual({ ...before, h1: "delivered schema_violation accepted_invalid" });
  expect(await get("h1")).toMatchObject({ failed: true, governedBy: { name: "draft", version: "1.0.0", mode: "enforce" }, schema: { origin: "contract" } });
  expect((await get("h0"))?.governedBy).toBeNull();
  expect(await portion()).toBe(false);
  expect(await findNextRecheck(fresh.db, { project })).toEqual([]);
});

test("a window is worked off in portions; what a restart interrupts is done again, and nothing is forgotten", async () => {
  const { project, take, portion, told } = newProject();
  await take(...[0, 1, 2, 3, 4].map((minute) => sent(minute)));
  await push(project);
  await request(project, at(0), at(5));
  await expect(portion(2, () => Promise.reject(new Error("killed")))).rejects.toThrow("killed");
  expect(await findNextRecheck(fresh.db, { project })).toMatchObject([{ queued: 0 }]);
  expect(await portion(2)).toBe(true);
  expect(await findNextRecheck(fresh.db, { project })).toMatchObject([{ queued: 2, upTo: at(1), afterId: "h1" }]);
  expect(await told()).toMatchObject({ h1: "delivered schema_violation accepted_invalid", h2: "delivered" });
  while (await portion(2));
  expect(Object.values(await told())).toEqual(Array.from({ length: 5 }, () => "delivered schema_violation accepted_invalid"));
});

test("analysing again under a contract changes nothing, and invariants are evaluated", async () => {
  const { project, take, told, get } = newProject();
  await push(project, { ...CONTRACT, payload: undefined, invariants: [{ name: "total survives", cel: "sent.total == received.total" }] });
  await take(sent(0, { payload: '{"title":"x","total":11}' }), sent(1));
  expect(await told()).toEqual({ h0: "delivered invariant_violation value_drift", h1: "delivered" });
  const version = () => fresh.db.select("test", "SELECT max(version) AS version FROM handoffs WHERE project = {project: String}", { project });
  const [handoff, written] = [await get("h0"), await version()];
  await take(sent(0, { payload: '{"title":"x","total":11}' }), sent(1));
  expect([await get("h0"), await version()]).toEqual([handoff, written]);
});

test("the version that governs is the one in force when the handoff began, whenever it is analysed", async () => {
  const { project, take, told } = newProject();
  await push(project, { ...CONTRACT, version: "1.0.0", payload: { type: "object", required: ["title"] } });
  await push(project, { ...CONTRACT, version: "2.0.0" }, { pushedAt: "2026-11-20T18:41:30Z", appliesFrom: "2026-11-20T18:41:30Z" });
  await take(sent(0), sent(1), sent(2));
  expect(await told()).toEqual({ h0: "delivered", h1: "delivered", h2: "delivered schema_violation accepted_invalid" });
});

/** The executor's side of it, half a minute later and in another trace. */
const received = (minute: number): Span => makeSpan({
  traceId: "d".repeat(32), spanId: (minute + 1).toString(16).padStart(16, "c"), name: "execute", kind: "consumer",
  startUnixNano: START + BigInt(minute) * MINUTE + 30_000_000_000n, endUnixNano: START + BigInt(minute) * MINUTE + 31_000_000_000n,
  attributes: attributesOf([["handoff.id", `h${minute}`], ["gen_ai.agent.name", "executor"], ["handoff.received.payload", '{"title":"x","total":10}']]),
});
const RULES = { ...CONTRACT, invariants: [{ name: "all of it", cel: "sent.total + 1 == received.total" }], deadline: "20s" };

async function outcome(pieces: readonly Span[][]): Promise<Handoff[]> {
  const { project, take, get } = newProject();
  await push(project, RULES);
  await push(project, { ...RULES, version: "2.0.0", mode: "warn" }, { pushedAt: "2026-11-20T18:41:30Z", appliesFrom: "2026-11-20T18:41:30Z" });
  for (const piece of pieces) await take(...piece);
  return (await Promise.all(["h0", "h1", "h2"].map(get))).flatMap((handoff) => (handoff === undefined ? [] : { ...handoff, seamId: "" }));
}

test("under contracts, too, spans in any order and any pieces end in the same handoffs", async () => {
  const spans = [0, 1, 2].flatMap((minute) => [sent(minute, { isOneSided: true }), received(minute)]);
  const expected = await outcome([spans]);
  expect(expected.map(({ governedBy, failed, findings }) => [governedBy?.version, failed, findings.map((finding) => `${finding.class} ${finding.severity}`).slice(0, 3)])).toEqual([
    ["1.0.0", true, ["late error", "schema_violation error", "invariant_violation error"]],
    ["1.0.0", true, ["late error", "schema_violation error", "invariant_violation error"]],
    ["2.0.0", false, ["late warning", "schema_violation warning", "invariant_violation warning"]],
  ]);
  await fc.assert(fc.asyncProperty(fc.shuffledSubarray(spans, { minLength: spans.length }), fc.constantFrom(1, 2, 4), async (shuffled, size) => {
    const pieces = shuffled.flatMap((_, index) => (index % size === 0 ? [shuffled.slice(index, index + size)] : []));
    expect(await outcome(pieces)).toEqual(expected);
  }), { numRuns: 4 });
}, 120_000);

const YAML = `contract: draft
version: 1.0.0
mode: enforce
seam: { source: creator, target: executor }
payload: { type: object, required: [draft] }
`;

test("the running analyser judges again what a contract pushed with `since` governs, and what comes later at once; pushing it again changes nothing", async () => {
  const project = "default";
  analyser = startAnalyser({ db: fresh.db, project, config: { SEAMSCOPE_QUIET_MS: 100, SEAMSCOPE_DEADLINE_MS: 900_000 }, log: () => undefined });
  const take = async (span: Span): Promise<void> => {
    await fresh.db.insert("spans", [spanToRow(span, project)]);
    analyser?.grew([span.traceId]);
  };
  const classesOf = async (id: string): Promise<string[] | undefined> => (await getHandoff(fresh.db, { project, id }))?.findings.map((finding) => finding.class);
  const BROKEN = ["schema_violation", "accepted_invalid"];
  for (const minute of [0, 1]) await take(sent(minute));
  await vi.waitFor(async () => expect([await classesOf("h0"), await classesOf("h1")]).toEqual([[], []]), WAIT);
  const since = new Date("2026-11-20T18:40:30Z");
  expect(await putContract(fresh.db, { project, text: YAML, since, now: new Date() })).toMatchObject({ kind: "done", answer: { outcome: "stored" } });
  await take(sent(2));
  await vi.waitFor(async () => expect([await classesOf("h1"), await classesOf("h2")]).toEqual([BROKEN, BROKEN]), WAIT);
  expect(await classesOf("h0")).toEqual([]);
  await vi.waitFor(async () => expect(await findNextRecheck(fresh.db, { project })).toEqual([]), WAIT);
  expect(await putContract(fresh.db, { project, text: YAML, since, now: new Date() })).toMatchObject({ kind: "done", answer: { outcome: "unchanged", recheck: null } });
  expect(await findNextRecheck(fresh.db, { project })).toEqual([]);
});
