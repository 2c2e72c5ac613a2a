import { afterAll, beforeAll, expect, test } from "vitest";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import { LEAD_KINDS, LINKED } from "@/lib/seams/join-keys.ts";
import { drawTrace } from "@/lib/testing/draw-trace.ts";
import { type FreshDatabase, freshDatabase } from "@/lib/testing/fresh-database.ts";
import { findLeadTraces } from "./find-lead-traces.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

const id = (letter: string): string => letter.padStart(32, "0");

async function leads(project: string, letters: readonly string[]): Promise<Record<string, string>> {
  const rows = await findLeadTraces(fresh.db, { project, traceIds: letters.map(id), kinds: [...LEAD_KINDS], linkKind: LINKED });
  return Object.fromEntries(rows.map(({ traceId, leadId }) => [traceId.replace(/^0+/, ""), leadId.replace(/^0+/, "")]));
}

test("traces that share a handoff, a key or a link lead to the same one, from whichever it is asked", async () => {
  const spans = drawTrace(`
    a:planner    |===       |
    c:worker     |     ==   |  consumer  link=1
    b:creator    |==        |  producer  handoff.id=h1
    d:executor   |    ===   |  consumer  handoff.id=h1
    e:fan        |==        |  handoff.group.id=g1
    f:fan        |==        |  handoff.group.id=g1
    9:alone      |==        |  session.id=s1
    8:alone      |==        |  session.id=s1`);
  await fresh.db.insert("spans", spans.map((span) => spanToRow(span, "leads")));
  expect(await leads("leads", ["a", "b", "c", "d", "e", "f", "8", "9"])).toEqual({ c: "a", d: "b", f: "e" });
  expect(await leads("leads", ["f"])).toEqual({ f: "e" });
  expect(await leads("leads", ["a"])).toEqual({});
});

test("a trace is led by one that links to it", async () => {
  const spans = drawTrace(`
    b:planner |===      |
    a:worker  |    ===  |  consumer  link=1`);
  await fresh.db.insert("spans", spans.map((span) => spanToRow(span, "linked")));
  expect(await leads("linked", ["a", "b"])).toEqual({ b: "a" });
});

test("a key that very many traces carry holds nothing together", async () => {
  const [span] = drawTrace("a:creator |==| handoff.group.id=all");
  if (span === undefined) throw new Error("a span was drawn");
  const many = Array.from({ length: 65 }, (_, at) => ({ ...span, traceId: (at + 1).toString(16).padStart(32, "0") }));
  await fresh.db.insert("spans", many.map((one) => spanToRow(one, "many")));
  expect(await leads("many", ["5"])).toEqual({});
});
