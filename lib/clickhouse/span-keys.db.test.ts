import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { attributesOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { anySpan } from "@/lib/testing/any-span.ts";
import { FORMER_VIEWS, formerSpanHash } from "@/lib/testing/former-tables.ts";
import { type FreshDatabase, freshDatabase } from "@/lib/testing/fresh-database.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { CAPTURES } from "@/lib/testing/read-capture.ts";
import { recordedSpans } from "@/lib/testing/recorded-spans.ts";
import { migrate } from "./migrate.ts";
import { spanToRow } from "./span-row.ts";

const KEYS = "SELECT key_kind, key, trace_id FROM {table: Identifier} FINAL WHERE project = {project: String} ORDER BY ALL";
const CARRIERS = [
  "handoff.id", "handoff.correlation_id", "a2a.task.id", "gen_ai.conversation.id", "session.id", "handoff.group.id", "metadata",
  "traceloop.association.properties.langgraph_checkpoint_ns", "langsmith.metadata.langgraph_checkpoint_ns", "mastra.metadata.runId",
  "mastra.workflow_step.status", "mastra.workflow_run.status", "mastra.metadata.resumedFromSpanId", "gen_ai.agent.call.id", "gen_ai.operation.name",
];
const VALUES = ["", "k-1", "k-2", "in|ner", "suspended", "invoke_agent", '{"langgraph_checkpoint_ns":"node:1"}', '{"langgraph_checkpoint_ns":"node:1|inner:2"}', '{"langgraph_checkpoint_ns":7}', "langgraph_checkpoint_ns {"];

const anyCarried = fc.array(fc.tuple(fc.constantFrom(...CARRIERS), fc.constantFrom(...VALUES)), { maxLength: 6 }).map(attributesOf);
const anyKeyedSpan: fc.Arbitrary<Span> = fc.tuple(anySpan, anyCarried, anyCarried, anyCarried).map(([span, own, onEvents, onLinks]) => ({
  ...span,
  attributes: own,
  events: span.events.map((event) => ({ ...event, attributes: onEvents })),
  links: span.links.map((link) => ({ ...link, attributes: onLinks })),
}));

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await fresh.db.run("CREATE TABLE former_keys AS correlation_keys");
  for (const view of Object.values(FORMER_VIEWS)) await fresh.db.run(view.replace("TO correlation_keys", "TO former_keys"));
});
afterAll(() => fresh.dispose());

const store = (spans: readonly Span[], project: string): Promise<void> => fresh.db.insert("spans", spans.map((span) => spanToRow(span, project)));
const keysIn = (table: string, project: string): Promise<unknown[]> => fresh.db.select("test", KEYS, { table, project });

test("one view finds in all recordings the very keys that a view for each kind found", async () => {
  await store(CAPTURES.flatMap(recordedSpans), "recorded");
  const former = await keysIn("former_keys", "recorded");
  expect(former.length).toBeGreaterThan(100);
  expect(await keysIn("correlation_keys", "recorded")).toEqual(former);
});

test("and in any span, wherever it carries them, whatever they hold", async () => {
  const spans = fc.sample(anyKeyedSpan, { numRuns: 2000, seed: 4 });
  const many = Array.from({ length: 70 }, (_, at) => ({ ...linkTo(at + 1), attributes: attributesOf([["session.id", `s-${at}`]]) }));
  await store([...spans, makeSpan({ traceId: "1".padStart(32, "0"), links: many })], "any");
  const former = await keysIn("former_keys", "any");
  expect(former.length).toBeGreaterThan(1000);
  expect(await keysIn("correlation_keys", "any")).toEqual(former);
});

const linkTo = (trace: number) => ({ traceId: trace.toString(16).padStart(32, "0"), spanId: "b7ad6b7169203331", traceState: "", flags: 0, attributes: attributesOf([]), droppedAttributesCount: 0 });

test("a database made with the views of before goes on with one, keeps its keys, and tells a span sent again from another", async () => {
  const old = await freshDatabase();
  const { db } = old;
  await db.run("DROP VIEW span_keys_view");
  for (const view of Object.values(FORMER_VIEWS)) await db.run(view);
  await db.run(formerSpanHash("spans"));
  const before = makeSpan({ attributes: attributesOf([["handoff.id", "h-1"]]) });
  await db.insert("spans", [spanToRow(before, "p")]);

  await migrate(old.config);
  await migrate(old.config);
  const after = { ...before, traceId: "2".padStart(32, "0"), attributes: attributesOf([["handoff.id", "h-2"]]) };
  await db.insert("spans", [spanToRow(after, "p"), spanToRow({ ...after, name: "another" }, "p")]);
  await db.insert("spans", [spanToRow(after, "p")]);

  expect(await db.select("test", "SELECT name FROM system.tables WHERE database = currentDatabase() AND engine = 'MaterializedView' AND has({views: Array(String)}, name)", { views: Object.keys(FORMER_VIEWS) })).toEqual([]);
  expect(await db.select("test", "SELECT key FROM correlation_keys FINAL ORDER BY key", {})).toEqual([{ key: "h-1" }, { key: "h-2" }]);
  expect(await db.select("test", "SELECT key FROM trace_keys FINAL ORDER BY key", {})).toEqual([{ key: "h-1" }, { key: "h-2" }]);
  expect(await db.select("test", "SELECT name FROM spans FINAL ORDER BY name", {})).toEqual([{ name: "another" }, { name: before.name }, { name: after.name }]);
  await old.dispose();
});
