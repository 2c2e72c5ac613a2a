import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { listSeams } from "@/lib/queries/seams/list-seams.ts";
import { readTrafficExtent } from "@/lib/queries/seams/read-traffic-extent.ts";
import { listTraces } from "@/lib/queries/traces/list-traces.ts";
import { startBenchEngine } from "./bench-engine.ts";
import { HISTORY, makeHistory } from "./make-history.ts";
import { percentile } from "./percentile.ts";

// What the home page asks the database, on a day of a million spans: npx tsx bench/home.ts
const WARM_UPS = 3;
const RUNS = 40;

const readCosts = defineQuery({
  name: "bench-costs",
  params: z.object({ queries: z.array(z.string()) }),
  row: z.object({ query: z.string(), rows: z.coerce.number(), bytes: z.coerce.number() }),
  sql: `
    SELECT log_comment AS query, toUInt64(avg(read_rows)) AS rows, toUInt64(avg(read_bytes)) AS bytes
    FROM system.query_log WHERE type = 'QueryFinish' AND log_comment IN {queries: Array(String)} GROUP BY query ORDER BY query`,
});

async function main(): Promise<void> {
  const engine = await startBenchEngine();
  const { db } = engine;
  try {
    const startedAt = performance.now();
    const { from, to } = await makeHistory(db);
    console.log(`made ${HISTORY.spans} spans and ${HISTORY.handoffs} handoffs in ${((performance.now() - startedAt) / 1000).toFixed(0)} s\n`);
    const hourAgo = new Date(to.getTime() - 3_600_000);
    console.log("| question | p50 ms | p95 ms |\n|---|---|---|");
    await time("since when is there traffic", () => readTrafficExtent(db, PROJECT));
    await time("the seams of 24 hours", () => listSeams(db, { project: PROJECT, from, to }));
    await time("the seams of the last hour", () => listSeams(db, { project: PROJECT, from: hourAgo, to }));
    await time("the newest 50 traces", () => listTraces(db, { project: PROJECT, limit: 50 }));
    await db.run("SYSTEM FLUSH LOGS");
    console.log("\n| query | rows read, mean | KiB read, mean |\n|---|---|---|");
    const queries = ["traffic-extent", "seam-totals", "seam-version-pairs", "seam-slices", "list-traces"];
    for (const { query, rows, bytes } of await readCosts(db, { queries })) console.log(`| ${query} | ${rows} | ${(bytes / 1024).toFixed(0)} |`);
  } finally {
    await engine.stop();
  }
}

async function time(question: string, ask: () => Promise<unknown>): Promise<void> {
  const waits: number[] = [];
  for (let run = 0; run < WARM_UPS + RUNS; run += 1) {
    const startedAt = performance.now();
    await ask();
    if (run >= WARM_UPS) waits.push(performance.now() - startedAt);
  }
  console.log(`| ${question} | ${percentile(waits, 0.5).toFixed(1)} | ${percentile(waits, 0.95).toFixed(1)} |`);
}

await main();
