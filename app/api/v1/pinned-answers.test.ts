import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { analyseTraces } from "@/collector/analyse/analyse-traces.ts";
import { createSchemaValidator } from "@/collector/analyse/schema-validator.ts";
import { migrate } from "@/lib/clickhouse/migrate.ts";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { pin } from "@/lib/commands/citations/pin.ts";
import { EXPIRING } from "@/lib/model/retention.ts";
import type { CitedKind } from "@/lib/model/cited-kinds.ts";
import { followShortAddress, tombstoneAddress } from "@/app/short-address.ts";
import { PROJECT } from "@/lib/model/project.ts";
import type { Span } from "@/lib/model/span.ts";
import { drawnAt, drawTrace } from "@/lib/testing/draw-trace.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { GET as runComparison } from "./compare/route.ts";
import { GET as handoffCourse } from "./handoffs/[id]/course/route.ts";
import { GET as handoffOrigin } from "./handoffs/[id]/origin/route.ts";
import { GET as payload } from "./handoffs/[id]/payload/route.ts";
import { GET as handoff } from "./handoffs/[id]/route.ts";
import { GET as reading } from "./traces/[id]/reading/route.ts";
import { GET as trace } from "./traces/[id]/route.ts";
import { GET as span } from "./traces/[id]/spans/[spanId]/route.ts";
import { GET as spanWindow } from "./traces/[id]/spans/route.ts";
import { GET as traceTimeline } from "./traces/[id]/timeline/route.ts";
import { GET as workflowRecord } from "./workflows/[key]/record/route.ts";
import { GET as workflow } from "./workflows/[key]/route.ts";
import { GET as workflowTimeline } from "./workflows/[key]/timeline/route.ts";

const ROUTES = { handoff, handoffCourse, handoffOrigin, payload, trace, spanWindow, span, reading, traceTimeline, workflow, workflowTimeline, workflowRecord, runComparison };

const current: { db?: Database } = {};
vi.mock("@/app/database.ts", () => ({ database: async () => current.db }));

const DAY_MS = 86_400_000;
const DAYS_AGO = 100;
const AGO_NANO = BigInt(DAYS_AGO * DAY_MS) * 1_000_000n;
const LONG = '{"amount":12.54,"order":"A-17"}';
const SHORT = '{"amount":12,"order":"A-17"}';
/** Two traces of one task that is pinned, and a third one of another task that is not. */
const PICTURE = `
  a:triage    |==                  |  handoff.correlation_id=case-7
    a:[send]  | =                  |  producer  handoff.id=h1  handoff.correlation_id=case-7  handoff.source.agent.name=triage  handoff.target.agent.name=refunds  handoff.sent.payload=${LONG}
  b:refunds   |    ====            |  consumer  handoff.id=h1  handoff.received.payload=${SHORT}  gen_ai.usage.input_tokens=70
  c:triage    |==                  |  handoff.correlation_id=case-8
    c:[send]  | =                  |  producer  handoff.id=h8  handoff.correlation_id=case-8  handoff.source.agent.name=triage  handoff.target.agent.name=refunds  handoff.sent.payload=${LONG}
`;

const earlier = (drawn: Span): Span => ({ ...drawn, startUnixNano: drawn.startUnixNano - AGO_NANO, endUnixNano: drawn.endUnixNano - AGO_NANO });
const SPANS = drawTrace(PICTURE).map(earlier);
const [A = "", B = "", C = ""] = [...new Set(SPANS.map((one) => one.traceId))];
const SPAN = SPANS[1]?.spanId ?? "";

/** Everything that is answered about the handoff, its traces and its workflow. */
const QUESTIONS: [keyof typeof ROUTES, string, Record<string, string>][] = [
  ["handoff", "", { id: "h1" }],
  ["handoffCourse", "", { id: "h1" }],
  ["handoffOrigin", "", { id: "h1" }],
  ["payload", "?side=sent", { id: "h1" }],
  ["payload", "?side=received", { id: "h1" }],
  ...[A, B].flatMap((id): typeof QUESTIONS => [["trace", "", { id }], ["spanWindow", "", { id }], ["reading", "", { id }], ["traceTimeline", "", { id }]]),
  ["span", "", { id: A, spanId: SPAN }],
  ["workflow", "", { key: "case-7" }],
  ["workflowTimeline", "", { key: "case-7" }],
  ["workflowRecord", "", { key: "case-7" }],
  ["runComparison", `?a=${A}&b=${B}`, {}],
];

async function ask([name, query, params]: (typeof QUESTIONS)[number]): Promise<[string, number, string]> {
  const response = await ROUTES[name](new Request(`http://127.0.0.1/${query}`), { params: Promise.resolve(params) });
  return [`${name} ${query} ${JSON.stringify(params)}`, response.status, await response.text()];
}

const askAll = (): Promise<[string, number, string][]> => Promise.all(QUESTIONS.map(ask));

let fresh: FreshDatabase;
const validator = createSchemaValidator();
const analyse = (traceIds: string[]) => analyseTraces({ db: fresh.db, project: PROJECT, validator, deadlineMs: 900_000, now: drawnAt(3600) - AGO_NANO, log: () => undefined }, traceIds);

beforeAll(async () => {
  fresh = await freshDatabase();
  current.db = fresh.db;
  const receivedAt = new Date(Date.now() - DAYS_AGO * DAY_MS).toISOString();
  await fresh.db.insert("spans", SPANS.map((one) => ({ ...spanToRow(one, PROJECT), received_at: receivedAt })));
  await analyse([A, B, C]);
});
afterAll(async () => {
  await validator.close();
  await fresh.dispose();
});

async function rowsLeft(): Promise<Record<string, number>> {
  const tables = [...new Set(EXPIRING.map((one) => one.table))];
  const counted = await Promise.all(tables.map(async (table) => [table, Number(Object.values((await fresh.db.select("test", `SELECT toUInt32(count()) AS n FROM ${table}`, {}))[0] ?? {})[0])] as const));
  return Object.fromEntries(counted.filter(([, rows]) => rows > 0));
}

async function letExpire(): Promise<void> {
  for (const table of ["correlation_keys", "trace_keys"]) await fresh.db.run(`ALTER TABLE ${table} UPDATE stored_at = now() - INTERVAL ${DAYS_AGO} DAY WHERE 1 SETTINGS mutations_sync = 2`);
  await migrate({ ...fresh.config, SEAMSCOPE_RETENTION_SPANS_DAYS: 5, SEAMSCOPE_RETENTION_PAYLOADS_DAYS: 10, SEAMSCOPE_RETENTION_HANDOFFS_DAYS: 20 });
  for (const { table } of EXPIRING) await fresh.db.run(`OPTIMIZE TABLE ${table} FINAL`);
  await vi.waitFor(async () => expect(await rowsLeft()).toEqual({}), { timeout: 30_000, interval: 200 });
}

async function short(kind: CitedKind, id: string, query = ""): Promise<{ status: number; location: string | null; text: string }> {
  const response = await followShortAddress(new Request(`http://127.0.0.1/x${query}`), kind, encodeURIComponent(id));
  return { status: response.status, location: response.headers.get("location"), text: await response.text() };
}

describe("what is pinned", () => {
  test("is answered byte for byte as before, once retention has removed everything else", async () => {
    const before = await askAll();
    expect(before.filter(([, status]) => status !== 200)).toEqual([]);
    const pinned = await pin(fresh.db, { kind: "handoff", id: "h1", reason: "ticket", citedBy: "INC-7", by: "ana", note: "" }, { project: PROJECT, bytesMax: 1e9, now: new Date() });
    expect(pinned).toMatchObject({ ok: true, already: false, pin: { tracesInAll: 2 } });
    expect(await askAll()).toEqual(before);
    await letExpire();
    expect(await askAll()).toEqual(before);
    expect((await ask(["trace", "", { id: C }]))[1]).toBe(404);
    expect((await ask(["handoff", "", { id: "h8" }]))[1]).toBe(404);
    expect(await short("handoff", "h1")).toMatchObject({ status: 307, location: "/handoffs/h1" });
    expect(await short("trace", A)).toMatchObject({ status: 307, location: `/traces/${A}` });
    expect(await short("workflow", "case-7")).toMatchObject({ status: 307, location: "/workflows/case-7" });
  });
});

describe("what is not pinned", () => {
  test("has a page at its short address that tells what it was, when and by what it went, and how such things are kept", async () => {
    const { status, text } = await short("handoff", "h8");
    expect(status).toBe(410);
    for (const told of ["triage → refunds", "Lost", "SEAMSCOPE_RETENTION_HANDOFFS_DAYS", "20 days", "Pin it", `/t/${C}`, "/w/case-8", "/seams/"]) expect(text).toContain(told);
    expect(text).not.toContain("A-17");
    expect(await short("trace", C.toUpperCase())).toMatchObject({ status: 410, text: expect.stringContaining("SEAMSCOPE_RETENTION_SPANS_DAYS") });
    expect(await short("workflow", "case-8")).toMatchObject({ status: 410, text: expect.stringContaining("Workflow case-8") });
  });

  test("and never was is not there, whatever stands in its address", async () => {
    for (const kind of ["handoff", "trace", "seam", "workflow", "firing"] as const) {
      const { status, text } = await short(kind, "<script>alert(1)</script>");
      expect([status, text.includes("<script")]).toEqual([404, false]);
    }
  });

  test("is told of by its page, too, and nobody is led in circles", async () => {
    const address = await tombstoneAddress("handoff", "h8");
    expect(address).toBe("/h/h8?gone");
    expect((await short("handoff", "h8", "?gone")).status).toBe(410);
    expect(await tombstoneAddress("handoff", "nobody")).toBeUndefined();
  });

  test("is not what came right after its page had looked for it", async () => {
    expect((await short("handoff", "h1")).status).toBe(307);
    expect(await tombstoneAddress("handoff", "h1")).toBeUndefined();
  });
});
