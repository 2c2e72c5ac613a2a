import { Ajv2020 } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { startReceiver, type Receiver } from "@/collector/receive/receive.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { openApiDocument } from "@/lib/api/openapi.ts";
import { openDatabase, type Database } from "@/lib/clickhouse/open-database.ts";
import { toSilenceRow } from "@/lib/commands/alerts/silence-row.ts";
import { pin } from "@/lib/commands/citations/pin.ts";
import { attachTicket } from "@/lib/commands/tickets/attach-ticket.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { refreshSeamsPerMinute } from "@/lib/queries/seams/refresh-seams-per-minute.ts";
import { insertContracts, makeStored } from "@/lib/testing/contract-rows.ts";
import { insertTransitions, makeTransition } from "@/lib/testing/firing-rows.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { quietIngest } from "@/lib/testing/quiet-ingest.ts";
import { insertLedgers, insertRejects, makeReject } from "@/lib/testing/ingest-rows.ts";
import { insertTraces } from "@/lib/testing/trace-rows.ts";
import { ROUTES } from "./all-routes.ts";
import { BODIES, EXISTING, HOOK_SECRET, TRACE_ID } from "./example-requests.ts";
import { GET as getElsewhere } from "./[...path]/route.ts";
import { GET as getDocument } from "./openapi.json/route.ts";

/** ajv-formats is CommonJS; bundlers and Node disagree on where its function is. */
const addFormats = "default" in addFormatsModule ? addFormatsModule.default : addFormatsModule;

const current: { db?: Database } = {};
vi.mock("@/app/database.ts", () => ({ database: async () => current.db }));

type Name = keyof typeof ENDPOINTS;

const PAYLOAD = { body: '{"secret":"draft"}', mediaType: "application/json", hash: "00", sizeBytes: 18, tokens: null, from: "input" } as const;
const HANDOFFS = [
  makeHandoff({
    id: "order 7/draft", traceIds: [TRACE_ID], verdict: "lost", findings: [LOST_FINDING], sent: PAYLOAD,
    legs: [{ kind: "sent", at: "1795158012123456789", side: "source", agent: "planner", claim: "planner sent it", traceId: TRACE_ID, spanId: "b7ad6b7169203331" }],
  }),
  makeHandoff({ id: "b", startedAt: "2026-11-20T07:00:13.000000000Z" }),
  makeHandoff({ id: "guess", confidence: 0.3, startedAt: "2026-11-20T07:00:14.000000000Z" }),
];

/** A collector that takes what it is sent while the database answers. */
async function take() {
  return (await current.db?.ping()) === true ? ({ kind: "taken", rejected: 0, message: "" } as const) : ({ kind: "busy", status: 503, retryAfterS: 2, message: "later" } as const);
}

let fresh: FreshDatabase;
let receiver: Receiver;
beforeAll(async () => {
  fresh = await freshDatabase();
  current.db = fresh.db;
  receiver = await startReceiver({
    host: "127.0.0.1", port: 0, grpcPort: 0, bodyBytesMax: 100_000, take, snapshot: quietIngest, isOwnHost: () => true, health: async () => ({ ok: true, report: {} }), complain: () => undefined, log: () => undefined,
  });
  vi.stubEnv("SEAMSCOPE_COLLECTOR_URL", `http://127.0.0.1:${receiver.port}`);
  await insertHandoffs(fresh.db, HANDOFFS, { version: 1n });
  await refreshSeamsPerMinute(fresh.db, PROJECT, HANDOFFS.map(bucketOf), 1n);
  await insertContracts(fresh.db, [makeStored()]);
  for (const ticket of ["INC-9", "PAY-9"]) await attachTicket(fresh.db, PROJECT, { ticket, kind: "handoff", id: "b", by: "", note: "" }, { bytesMax: 1e9, now: new Date() });
  vi.stubEnv("SEAMSCOPE_HOOK_SECRET", HOOK_SECRET);
  vi.stubEnv("SEAMSCOPE_DATA_DIR", fresh.config.SEAMSCOPE_DATA_DIR);
  await insertTransitions(fresh.db, [makeTransition()]);
  await fresh.db.insert("alert_deliveries", [{ project: PROJECT, key: "f-1:open:ops", attempt: 1, firing_id: "f-1", event: "open", channel: "ops", at: "2026-11-20T07:05:01Z", outcome: "failed", status: 503, error: "503", took_ms: 3, next_at: "2026-11-20T07:05:03Z" }]);
  await insertLedgers(fresh.db, [{ collector: "c-1", signal: "traces", at: "2026-11-20T07:00:00.000Z", ledger: { received: 3, stored: 2, rejected: 1 } }]);
  await insertRejects(fresh.db, [makeReject({ at: new Date().toISOString() })]);
  await fresh.db.insert("inbox_resolutions", [{ project: PROJECT, class: "lost", handoff_id: "b", action: "resolve", resolution_id: "r-1", seam_id: "s-1", source: "planner", target: "worker", reason: "no matter", at: "2026-11-20T08:00:00Z" }]);
  await insertTraces(fresh.db, [{ traceId: TRACE_ID, agents: ["planner", "worker"], services: ["planning"], searchText: "run planner worker" }], 1n);
  await fresh.db.insert("spans", [{
    project: PROJECT, trace_id: TRACE_ID, span_id: "b7ad6b7169203331", name: "plan", kind: "internal", status_code: "ok",
    start_unix_nano: "1795158012123456789", end_unix_nano: "1795158013123456789",
  }]);
});
/** A silence ends once. */
beforeEach(async ({ task }) => {
  const silence = { id: "q-1", reason: "deploy", by: "", startsAt: "2026-11-20T08:00:00.000Z", endsAt: "2100-01-01T00:00:00.000Z", endedAt: null };
  if (/\bunpin\b/.test(task.name)) await pin(fresh.db, { kind: "handoff", id: "b", reason: "hand", citedBy: "", by: "", note: "" }, { project: PROJECT, bytesMax: 1e9, now: new Date() });
  if (task.name.includes("revokeShare")) await fresh.db.insert("shares", [{ project: PROJECT, share_id: "share-1", action: "share", kind: "handoff", id: "b", masked: true, expires_at: "2100-01-01T00:00:00Z" }]);
  if (task.name.includes("endSilence")) await fresh.db.insert("alert_silences", [toSilenceRow(silence, PROJECT)]);
});
afterAll(async () => {
  await receiver.close();
  await fresh.dispose();
});

function ask(name: Name, query = "", params?: Record<string, string>): Promise<Response> {
  const path = ENDPOINTS[name].path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(params?.[key] ?? ""));
  const { method } = ENDPOINTS[name];
  const body = BODIES[name];
  const request = body === undefined ? { method } : { method, body: body.text, headers: { "content-type": body.type, ...body.headers } };
  return ROUTES[name](new Request(`http://127.0.0.1:3000/api/v1${path}${query}`, request), { params: Promise.resolve(params) });
}

const Failure = z.strictObject({ error: z.strictObject({ code: z.string(), message: z.string(), field: z.string().optional() }) });

async function failureOf(response: Response): Promise<{ status: number; code: string; field: string | undefined; message: string }> {
  const { error } = Failure.parse(await response.json());
  return { status: response.status, code: error.code, field: error.field, message: error.message };
}

const NAMES = ["pins", "pin", "unpin", "shares", "share", "revokeShare", "channels", "saveChannel", "testChannel", "deleteChannel", "alertRules", "saveAlertRule", "pushAlertRules", "alertRule", "deleteAlertRule", "previewAlertRule", "silences", "addSilence", "endSilence", "alerts", "firings", "firing", "deliveries", "slos", "citations", "cite", "uncite", "tickets", "ticket", "evidence", "ticketHook", "health", "seams", "seam", "explanation", "latencyHeatmap", "handoffs", "handoff", "traces", "trace", "spanWindow", "span", "traceOverview", "reconciliation", "openCount", "resolutions", "resolve", "reopen", "workflows", "workflow", "handoffOrigin", "payload", "handoffCourse", "traceTimeline", "workflowTimeline", "runComparison", "reading", "changes", "comparison", "audit", "workflowRecord", "agents", "agent", "declareAgent", "tellHandoffs", "topology", "impact", "putContract", "contracts", "contract", "contractVersions", "verifyContract", "canDeploy", "contractVerifications", "proposal", "ingest", "rejects", "storage", "sloRules"] as const satisfies Name[];

const SchemaRef = z.object({ $ref: z.string() });
const Document = z.object({
  openapi: z.literal("3.1.0"),
  paths: z.record(z.string(), z.partialRecord(z.enum(["get", "put", "post", "delete"]),
    z.object({
      parameters: z.array(z.object({ name: z.string(), in: z.enum(["path", "query"]), required: z.boolean(), schema: z.object({ type: z.string() }) })),
      responses: z.record(z.string(), z.object({ content: z.object({ "application/json": z.object({ schema: SchemaRef }) }) })),
    }),
  )),
  components: z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
});

/** What is wrong with an answer by the schema that the document gives for its status; undefined when nothing is. */
function faultsOf(name: Name, status: number, answer: unknown): unknown {
  const document = Document.parse(openApiDocument());
  const { $ref } = document.paths[ENDPOINTS[name].path]?.[ENDPOINTS[name].method]?.responses[status]?.content["application/json"].schema ?? {};
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
  addFormats(ajv);
  ajv.addVocabulary(["components"]);
  ajv.addSchema({ $id: "openapi", components: document.components });
  const validate = ajv.compile({ $ref: `openapi${$ref}` });
  return validate(answer) ? undefined : validate.errors;
}

test.each(NAMES)("the answer of %s satisfies the schema that the OpenAPI document gives for it", async (name) => {
  const response = await ask(name, ...EXISTING[name]);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(faultsOf(name, 200, await response.json())).toBeUndefined();
});

test.each(NAMES)("the documented schema of %s refuses an answer that lacks something", async (name) => {
  const body: unknown = await (await ask(name, ...EXISTING[name])).json();
  const [first, ...rest] = Object.entries(z.record(z.string(), z.unknown()).parse(body));
  expect(first).toBeDefined();
  expect(faultsOf(name, 200, Object.fromEntries(rest))).toBeDefined();
});

test("the document lists each endpoint with exactly the parameters it accepts", async () => {
  const document = Document.parse(await getDocument().json());
  for (const { path, method, params, query } of Object.values(ENDPOINTS)) {
    const listed = document.paths[path]?.[method]?.parameters.map((parameter) => [parameter.in, parameter.name]);
    expect(listed).toEqual([...Object.keys(params.shape).map((name) => ["path", name]), ...Object.keys(query.shape).map((name) => ["query", name])]);
  }
  expect(Object.values(document.paths).flatMap((methods) => Object.keys(methods))).toHaveLength(NAMES.length);
});

test.each(NAMES)("an unknown parameter and a repeated one are refused by %s by name", async (name) => {
  const [, params] = EXISTING[name];
  const unknown = await failureOf(await ask(name, "?colour=red", params));
  expect(unknown).toMatchObject({ status: 400, code: "bad_request", field: "colour" });
  const repeated = await failureOf(await ask(name, "?from=1&from=2", params));
  expect(repeated).toMatchObject({ status: 400, field: "from" });
});

test.each<[Name, string, string, RegExp]>([
  ["handoffs", "?class=lots", "class", /"lost"/],
  ["handoffs", "?verdict=fine", "verdict", /"delivered"/],
  ["spanWindow", "?collapsed=all,1", "collapsed", /16 hexadecimal digits/],
  ["traces", "?q=duration:2s", "q", />500ms/],
  ["spanWindow", "?zoom=9-3", "zoom", /earlier time first/],
  ["spanWindow", "?count=501", "count", /500/],
  ["handoffs", "?failed=yes", "failed", /"true"/],
  ["handoffs", "?candidates=1", "candidates", /"true"/],
  ["handoffs", "?cursor=nonsense", "cursor", /next/],
  ["handoffs", "?limit=0", "limit", />=1/],
  ["handoffs", "?limit=501", "limit", /<=500/],
  ["handoffs", "?limit=ten", "limit", /number/],
  ["handoffs", "?trace=xyz", "trace", /32 hexadecimal/],
  ["handoffs", "?seam=", "seam", />=1/],
  ["traces", "?cursor=W10", "cursor", /next/],
  ["traces", "?failed=", "failed", /"true"/],
  ["seams", "?from=yesterday", "from", /RFC 3339/],
  ["seams", "?from=2026-11-20", "from", /RFC 3339/],
  ["seams", "?to=9223372036854775807", "to", /RFC 3339/],
  ["seams", "?to=9999-01-01T00:00:00Z", "to", /2262/],
  ["seams", "?to=2262-04-11T00:00:00Z", "to", /2262/],
  ["seams", "?from=2000&to=1000", "from", /not after/],
  ["seams", "?limit=5", "limit", /expected one of from, to/],
  ["rejects", "?signal=metrics", "signal", /"traces"/],
  ["rejects", "?action=lost", "action", /"altered"/],
  ["rejects", "?limit=201", "limit", /<=200/],
])("%s%s is refused, naming %s and what was expected", async (name, query, field, expected) => {
  const response = await ask(name, query);
  const body: unknown = await response.clone().json();
  expect(await failureOf(response)).toMatchObject({ status: 400, code: "bad_request", field, message: expect.stringMatching(expected) });
  expect(faultsOf(name, 400, body)).toBeUndefined();
});

test("a trace id that cannot be one is refused as such", async () => {
  expect(await failureOf(await ask("trace", "", { id: "abc" }))).toMatchObject({ status: 400, field: "id" });
});

test.each<[Name, string]>([["seam", "nowhere"], ["handoff", "nobody"], ["handoffOrigin", "nobody"], ["payload", "b"], ["handoffCourse", "nobody"], ["workflow", "case:4711/none"], ["trace", "f".repeat(32)]])("a %s that is not there is a 404", async (name, id) => {
  const missing = await ask(name, "", name === "workflow" ? { key: id } : { id });
  expect(missing.headers.get("cache-control")).toBe("no-store");
  expect(await failureOf(missing)).toMatchObject({ status: 404, code: "not_found" });
});

test("an address that is not there is answered in JSON as well", async () => {
  expect(await failureOf(getElsewhere())).toMatchObject({ status: 404, code: "not_found" });
});

test.each(NAMES)("%s answers 503 while the database is down", async (name) => {
  const down = openDatabase({ ...fresh.config, CLICKHOUSE_URL: "http://127.0.0.1:9" });
  current.db = down;
  const response = await ask(name, ...EXISTING[name]);
  current.db = fresh.db;
  await down.close();
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await failureOf(response)).toMatchObject({ status: 503, code: "unavailable" });
});

test("a defect while the database is up is a 500 that tells nothing of the inside", async () => {
  const broken: Database = { ...fresh.db, select: () => Promise.reject(new Error("Table seamscope.secret is broken")) };
  const log = vi.spyOn(console, "error").mockReturnValue(undefined);
  current.db = broken;
  const failure = await failureOf(await ask("traces"));
  current.db = fresh.db;
  expect(failure).toMatchObject({ status: 500, code: "internal" });
  expect(failure.message).not.toMatch(/secret/);
  expect(log).toHaveBeenCalledOnce();
  log.mockRestore();
});

const Handoffs = ENDPOINTS.handoffs.answer;

test("handoffs come page by page without payloads, and candidates only when asked for", async () => {
  const first = Handoffs.parse(await (await ask("handoffs", "?limit=1")).json());
  expect(first.handoffs.map((handoff) => handoff.id)).toEqual(["b"]);
  const second = await ask("handoffs", `?limit=1&cursor=${first.next}`);
  const text = await second.text();
  expect(text).not.toMatch(/secret/);
  expect(Handoffs.parse(JSON.parse(text))).toMatchObject({ handoffs: [{ id: "order 7/draft" }], next: null });
  const all = Handoffs.parse(await (await ask("handoffs", "?candidates=true")).json());
  expect(all.handoffs.map((handoff) => handoff.id)).toEqual(["guess", "b", "order 7/draft"]);
});

test("without a window the seams are those of all time, and the answer says which window that is", async () => {
  const { seams, from, to } = ENDPOINTS.seams.answer.parse(await (await ask("seams")).json());
  expect(seams.map((seam) => [seam.id, seam.handoffs])).toEqual([["s-1", 2]]);
  expect(from).toBe("2026-11-20T07:00:00.000Z");
  expect(Date.parse(to)).toBeGreaterThan(Date.parse("2026-11-20T07:00:13Z"));
});

test("a window is taken in RFC 3339 with any offset and in unix milliseconds alike", async () => {
  const ms = Date.parse("2026-11-20T07:00:00Z");
  for (const window of [`from=2026-11-20T08:00:00%2B01:00&to=2026-11-20T07:01:00Z`, `from=${ms}&to=${ms + 60_000}`]) {
    const answer = ENDPOINTS.seams.answer.parse(await (await ask("seams", `?${window}`)).json());
    expect(answer).toMatchObject({ from: "2026-11-20T07:00:00.000Z", to: "2026-11-20T07:01:00.000Z", seams: [{ handoffs: 2 }] });
  }
  const empty = ENDPOINTS.seams.answer.parse(await (await ask("seams", `?from=${ms - 60_000}&to=${ms}`)).json());
  expect(empty.seams).toEqual([]);
});

test("the furthest times that are accepted can be asked for", async () => {
  for (const at of ["1970-01-01T00:00:00Z", "2262-04-10T23:59:59.999Z"]) {
    for (const name of ["seams", "handoffs", "traces"] as const) {
      expect((await ask(name, `?from=${at}&to=${at}`)).status).toBe(200);
    }
    expect((await ask("seam", `?from=${at}&to=${at}`, { id: "s-1" })).status).toBe(200);
    expect((await ask("seams", `?from=${at}`)).status).toBe(200);
    expect((await ask("seams", `?to=${at}`)).status).toBe(200);
  }
});
