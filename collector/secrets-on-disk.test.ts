import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { positives } from "@/bench/redaction-corpus.ts";
import { attributesOf } from "@/lib/model/attributes.ts";
import type { LogRecord } from "@/lib/model/log-record.ts";
import { PROJECT } from "@/lib/model/project.ts";
import type { Span } from "@/lib/model/span.ts";
import { listTraces } from "@/lib/queries/traces/list-traces.ts";
import { insertContracts, makeStored } from "@/lib/testing/contract-rows.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { makeLogRecord } from "@/lib/testing/make-log-record.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { jsonSpan, otlpJson, otlpLogsJson } from "@/lib/testing/otlp-json.ts";
import { otlpLogsProtobuf, otlpProtobuf } from "@/lib/testing/otlp-protobuf.ts";
import { untilStored } from "@/lib/testing/until-stored.ts";
import { startCollector, type Collector } from "./start-collector.ts";

const [PROTOBUF, JSON_TYPE, GZIP] = [{ "content-type": "application/x-protobuf" }, { "content-type": "application/json" }, { "content-encoding": "gzip" }];
const RULES = "rules:\n  - name: ticket\n    pattern: 'TICKET-[0-9]{6}'\n    contains: TICKET-\n";
const SAMPLES = positives(4711, 16);
const BY_RULE = "TICKET-424242";
const BY_CONTRACT = "Ada of the sensitive pointer";

let fresh: FreshDatabase;
let collector: Collector;
const lines: string[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  await insertContracts(fresh.db, [makeStored({ contract: "draft", sensitive: ["/customer/full_name"] })]);
  const rules = join(fresh.config.SEAMSCOPE_DATA_DIR, "rules.yaml");
  writeFileSync(rules, RULES);
  collector = await startCollector({ ...fresh.config, SEAMSCOPE_QUIET_MS: 50, SEAMSCOPE_REDACTION_RULES: rules }, (line) => lines.push(line));
});
afterAll(async () => {
  await collector.stop();
  await fresh.dispose();
});

const idOf = (index: number, digits: number): string => (index + 1).toString(16).padStart(digits, "0");
const texts = [...SAMPLES.map((sample) => sample.text), `see ${BY_RULE}`, JSON.stringify({ draft: { customer: { full_name: BY_CONTRACT, topic: "cats" } } })];

/** A span with the text in the place that its number says, under a trace of its own for each way of sending. */
function spanOf(text: string, index: number, way: number): Span {
  const base = { traceId: idOf(way, 32), spanId: idOf(index, 16), attributes: attributesOf([["gen_ai.agent.name", `a${index % 3}`], ["input.value", text]]) };
  if (index % 5 === 1) return makeSpan({ ...base, attributes: attributesOf([["deep", [{ value: text }]]]) });
  if (index % 5 === 2) return makeSpan({ ...base, events: [{ name: "said", timeUnixNano: 1n, attributes: attributesOf([["text", text]]), droppedAttributesCount: 0 }] });
  if (index % 5 === 3) return makeSpan({ ...base, statusCode: "error", statusMessage: text });
  if (index % 5 === 4) return makeSpan({ ...base, resource: { attributes: attributesOf([["service.name", "s"], ["note", text]]), droppedAttributesCount: 0, schemaUrl: "" } });
  return makeSpan(base);
}

const spans = (way: number): Span[] => texts.map((text, index) => spanOf(text, index, way));
const records = (way: number): LogRecord[] => texts.map((text, index) => makeLogRecord({ traceId: idOf(way, 32), spanId: idOf(index, 16), eventName: "gen_ai.user.message", body: index % 2 === 0 ? text : attributesOf([["content", text]]) }));

async function send(signal: "traces" | "logs", body: BodyInit, headers: Record<string, string>): Promise<number> {
  return (await fetch(`http://127.0.0.1:${collector.port}/v1/${signal}`, { method: "POST", body, headers })).status;
}

/** Everything that the collector wrote: files of its directory, rows of every table, its log. */
async function allThatWasWritten(): Promise<string> {
  const tables = z.array(z.object({ name: z.string() })).parse(await fresh.db.select("test", "SELECT name FROM system.tables WHERE database = currentDatabase() AND engine NOT LIKE '%View'", {}));
  const rows = await Promise.all(tables.filter(({ name }) => name !== "contracts").map(async ({ name }) => JSON.stringify(await fresh.db.select("test", `SELECT * FROM ${name}`, {}))));
  return [...filesIn(fresh.config.SEAMSCOPE_DATA_DIR), ...rows, ...lines].join("\n");
}

function filesIn(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: "utf8" })
    .map((name) => join(dir, name))
    .filter((path) => existsSync(path) && statSync(path).isFile() && !path.endsWith("rules.yaml"))
    .map((path) => readFileSync(path, "latin1"));
}

/** Every trace with spans was analysed, and a sample of what was refused was stored. */
async function allWritten(): Promise<void> {
  await vi.waitFor(async () => {
    expect((await listTraces(fresh.db, { project: PROJECT, limit: 10 })).traces).toHaveLength(3);
    expect((await fresh.db.select("test", "SELECT 1 AS one FROM rejects LIMIT 1", {})).length).toBe(1);
  }, { timeout: 60_000, interval: 200 });
}

/** Parts of a secret that must be nowhere: it as a whole, or each line of it. */
const formsOf = (secret: string): string[] => [secret, ...secret.split("\n").filter((line) => line.length > 30)].flatMap((form) => [form, Buffer.from(form).toString("latin1")]);

test("no secret is in anything that the collector writes, in either encoding, packed or not, also where a request is refused", async () => {
  expect(await send("traces", otlpProtobuf(spans(1)), PROTOBUF)).toBe(200);
  expect(await send("traces", gzipSync(otlpProtobuf(spans(2))), { ...PROTOBUF, ...GZIP })).toBe(200);
  expect(await send("traces", JSON.stringify(otlpJson(spans(3))), JSON_TYPE)).toBe(200);
  expect(await send("logs", otlpLogsProtobuf(records(4)), PROTOBUF)).toBe(200);
  expect(await send("logs", JSON.stringify(otlpLogsJson(records(5))), JSON_TYPE)).toBe(200);
  const broken = spans(6).map((span) => ({ ...jsonSpan(span), spanId: "nonsense" }));
  for (const span of broken) expect(await send("traces", JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }), JSON_TYPE)).toBe(200);
  expect(await send("traces", `{"broken": ${JSON.stringify(texts)}`, JSON_TYPE)).toBe(400);
  await untilStored(collector.port);
  await allWritten();
  const written = await allThatWasWritten();
  expect(filesIn(fresh.config.SEAMSCOPE_DATA_DIR).join("\n")).toContain("input.value");
  const left = [...SAMPLES.map((sample) => sample.secret ?? ""), BY_RULE, BY_CONTRACT].filter((secret) => formsOf(secret).some((form) => written.includes(form)));
  expect(left).toEqual([]);
  expect(written).toContain("[redacted:sensitive:");
  expect(written).toContain("[redacted:ticket:");
  const [{ n }] = z.tuple([z.object({ n: z.number() })]).parse(await fresh.db.select("test", "SELECT toUInt32(count()) AS n FROM spans", {}));
  expect(n).toBe(3 * texts.length);
}, 90_000);

test("the key of the digests is made once, and nobody else may read it", () => {
  const path = join(fresh.config.SEAMSCOPE_DATA_DIR, "redaction.key");
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, "utf8").trim()).toMatch(/^[0-9a-f]{64}$/);
});

test("what contracts call sensitive is kept for a start without the database", () => {
  expect(JSON.parse(readFileSync(join(fresh.config.SEAMSCOPE_DATA_DIR, "sensitive-pointers.json"), "utf8"))).toEqual(["/customer/full_name"]);
});
