import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeTraces } from "@/collector/decode/decode.ts";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import { listHandoffs } from "@/lib/queries/handoffs/list-handoffs.ts";
import { listSeams } from "@/lib/queries/seams/list-seams.ts";
import { type FreshDatabase, freshDatabase } from "@/lib/testing/fresh-database.ts";
import { anyTranscript, labelsOf } from "@/lib/testing/generate-transcript.ts";
import { otlpJson } from "@/lib/testing/otlp-json.ts";
import { transcriptSpans } from "@/lib/testing/transcript-spans.ts";
import { analyseTraces } from "./analyse-traces.ts";
import { createSchemaValidator } from "./schema-validator.ts";

const DEADLINE_MS = 900_000;
const PROJECT = "p";

let fresh: FreshDatabase;
const validator = createSchemaValidator();
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(async () => {
  await validator.close();
  await fresh.dispose();
});

test("a log sent entry by entry, last ones first, ends in its dispatches: pending until their deadline, then lost where nobody answered", async () => {
  const runs = fc.sample(anyTranscript("ledger"), { seed: 7, numRuns: 30 });
  const run = runs.find(({ entries }) => entries.length < 40 && labelsOf(entries).filter((label) => !label.isAnswered).length > 1);
  const labels = labelsOf(run?.entries ?? []);
  const spans = transcriptSpans(run?.entries ?? [], "invoke_agent, gen_ai.output.messages");
  const traceId = spans[0]?.traceId ?? "";
  const end = spans.reduce((latest, span) => (span.endUnixNano > latest ? span.endUnixNano : latest), 0n);
  let clock = end;
  const analyse = (now: bigint): Promise<unknown> => analyseTraces({ db: fresh.db, project: PROJECT, validator, deadlineMs: DEADLINE_MS, now, log: () => undefined }, [traceId]);
  for (const span of spans.toReversed()) {
    const decoded = decodeTraces(new TextEncoder().encode(JSON.stringify(otlpJson([span]))), "json");
    await fresh.db.insert("spans", (decoded.kind === "spans" ? decoded.spans : []).map((one) => spanToRow(one, PROJECT)));
    await analyse((clock += 1000n));
  }
  const verdicts = async (): Promise<string[]> =>
    (await listHandoffs(fresh.db, { project: PROJECT, candidates: false, limit: 500 })).handoffs.map(({ source, target, verdict, direction }) => `${source.name} -> ${target.name} ${verdict} ${direction}`).toSorted();
  const expected = (open: string): string[] => labels.map((label) => `${run?.hub} -> ${label.to} ${label.isAnswered ? "delivered" : open} forward`).toSorted();
  expect(labels.filter((label) => !label.isAnswered).length).toBeGreaterThan(1);
  expect(await verdicts()).toEqual(expected("pending"));
  await analyse(end + BigInt(DEADLINE_MS) * 1_000_000n + 1n);
  expect(await verdicts()).toEqual(expected("lost"));
  const seams = await listSeams(fresh.db, { project: PROJECT, from: new Date(0), to: new Date("2100-01-01") });
  expect(seams.reduce((sum, seam) => sum + seam.lost, 0)).toBe(labels.filter((label) => !label.isAnswered).length);
}, 120_000);
