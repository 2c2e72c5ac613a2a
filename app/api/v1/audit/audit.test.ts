import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { AuditAnswer } from "@/lib/model/audit.ts";
import { ComplianceRecord } from "@/lib/model/compliance-record.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { refreshSeamsPerMinute } from "@/lib/queries/seams/refresh-seams-per-minute.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { insertTraces } from "@/lib/testing/trace-rows.ts";
import { AUDIT_COLUMNS } from "@/lib/text/audit-columns.ts";
import { GET as getRecord } from "../workflows/[key]/record/route.ts";
import { GET as getAudit } from "./route.ts";

const current: { db?: Database } = {};
vi.mock("@/app/database.ts", () => ({ database: async () => current.db }));

const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
const SEAMS = 450;
const HOSTILE = '=HYPERLINK("http://evil.example","x")';
let fresh: FreshDatabase;

const agent = (name: string) => ({ name, version: "1", type: "agent", service: "" }) as const;

beforeAll(async () => {
  fresh = await freshDatabase();
  current.db = fresh.db;
  const handoffs = Array.from({ length: SEAMS }, (_, index) => makeHandoff({ id: `h-${index}`, seamId: `s-${index}`, source: agent(index === 0 ? HOSTILE : `source ${index}`), contract: "", traceIds: [TRACE_ID] }));
  await insertHandoffs(fresh.db, handoffs, { version: 1n });
  await refreshSeamsPerMinute(fresh.db, PROJECT, handoffs.map(bucketOf), 1n);
  await insertTraces(fresh.db, [{ traceId: TRACE_ID, agents: ["planner", "worker"], services: ["planning"], searchText: "" }], 1n);
});
afterAll(() => fresh.dispose());

const audit = (query: string): Promise<Response> => getAudit(new Request(`http://127.0.0.1/api/v1/audit${query}`), { params: Promise.resolve(undefined) });
const record = (): Promise<Response> => getRecord(new Request("http://127.0.0.1/api/v1/workflows/x/record"), { params: Promise.resolve({ key: TRACE_ID }) });
const readAnswer = async (query: string): Promise<AuditAnswer> => AuditAnswer.parse(await (await audit(query)).json());

test("all seams are streamed as one JSON document that says what it is of", async () => {
  const answer = await readAnswer("");
  expect(answer.seams).toHaveLength(SEAMS);
  expect(answer).toMatchObject({ seamsInAll: SEAMS, summary: { seams: SEAMS, owned: 0 }, from: "2026-11-20T07:00:00.000Z", columns: [...AUDIT_COLUMNS] });
  expect(new Set(answer.seams.map(({ rank }) => rank)).size).toBe(SEAMS);
});

test("filters narrow, keep the rank of the whole, and may leave nothing", async () => {
  const { seams, seamsInAll } = await readAnswer("?q=source%20399");
  expect(seams.map(({ seamId }) => seamId)).toEqual(["s-399"]);
  expect(seams[0]?.rank).toBeGreaterThan(1);
  expect(seamsInAll).toBe(SEAMS);
  expect((await readAnswer("?seam=s-7")).seams).toHaveLength(1);
  expect((await readAnswer("?owner=nobody-is-called-so")).seams).toEqual([]);
  expect((await readAnswer("?owner=(none)&missing=owned&stakes=unstated&contract=(none)")).seams).toHaveLength(SEAMS);
});

test("CSV has a record for each seam under the columns' names, says where their meaning stands, and runs nothing", async () => {
  const response = await audit("?format=csv");
  expect(response.headers.get("content-type")).toMatch(/^text\/csv/);
  expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="seamscope-audit-\d{4}-\d\d-\d\d\.csv"$/);
  expect(response.headers.get("link")).toContain("format=columns");
  const lines = (await response.text()).split("\r\n");
  expect(lines[0]).toBe(AUDIT_COLUMNS.map(({ column }) => column).join(","));
  expect(lines).toHaveLength(SEAMS + 2);
  const hostile = lines.filter((line) => line.includes("HYPERLINK"));
  expect(hostile).toHaveLength(1);
  expect(hostile[0]).toContain(`,"'=HYPERLINK(""http://evil.example"",""x"")",`);
});

test("what each column means can be had as CSV", async () => {
  const lines = (await (await audit("?format=columns")).text()).split("\r\n");
  expect(lines[0]).toBe("column,field,meaning");
  expect(lines).toHaveLength(AUDIT_COLUMNS.length + 2);
});

test("a question that is none of the five is refused by name", async () => {
  const response = await audit("?missing=tested");
  expect([response.status, await response.json()]).toMatchObject([400, { error: { field: "missing" } }]);
});

test("the record of a workflow is the same bytes however often it is exported, under its digest", async () => {
  const [first, second] = [await record(), await record()];
  const text = await first.text();
  expect(await second.text()).toBe(text);
  const { handoffs, digest } = ComplianceRecord.parse(JSON.parse(text));
  expect(handoffs).toHaveLength(SEAMS);
  expect(first.headers.get("etag")).toBe(`"${digest.value}"`);
});
