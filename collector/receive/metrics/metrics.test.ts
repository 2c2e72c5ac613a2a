import { expect, test } from "vitest";
import { quietIngest } from "@/lib/testing/quiet-ingest.ts";
import { ByteBudget } from "../byte-budget.ts";
import { createMetrics } from "./metrics.ts";

const LEDGER = { received: 30, stored: 10, rejected: 1, ignored: 2, deduplicated: 3, deadLettered: 4, inSpool: 5 };
let snapshot = quietIngest();
const metrics = createMetrics(() => snapshot, new ByteBudget(1000));

async function lines(prefix: string): Promise<string[]> {
  const { text } = await metrics.render();
  return text.split("\n").filter((line) => line.startsWith(prefix));
}

test("every term of both ledgers is shown, with what is missing to make them add up", async () => {
  snapshot = { ...quietIngest(), ledgers: { traces: LEDGER, logs: { ...LEDGER, received: 25 } } };
  const records = await lines("seamscope_ingest_records{");
  expect(records).toHaveLength(16);
  expect(records).toContain('seamscope_ingest_records{signal="traces",term="dead_lettered"} 4');
  expect(records).toContain('seamscope_ingest_records{signal="traces",term="unaccounted"} 5');
  expect(records).toContain('seamscope_ingest_records{signal="logs",term="unaccounted"} 0');
});

test("what was counted elsewhere is shown as it is, however often it is read", async () => {
  snapshot = {
    ...quietIngest(),
    inserts: { succeeded: 7, retried: 2, refused: 1, rows: 900, bytes: 4000, seconds: 1.5, buckets: [{ atMostS: 0.1, count: 3 }, { atMostS: 1, count: 7 }], lastError: "" },
    rejects: [{ signal: "traces", action: "rejected", reason: 'trace_id"\n', records: 6, requests: 2 }],
    redactions: { "aws-key": 3 },
    busyRequests: { 429: 4, 503: 5 },
  };
  await lines("");
  expect(await lines("seamscope_insert_duration_seconds")).toEqual([
    'seamscope_insert_duration_seconds_bucket{le="0.1"} 3', 'seamscope_insert_duration_seconds_bucket{le="1"} 7', 'seamscope_insert_duration_seconds_bucket{le="+Inf"} 7',
    "seamscope_insert_duration_seconds_sum 1.5", "seamscope_insert_duration_seconds_count 7",
  ]);
  expect(await lines("seamscope_inserts_total")).toEqual(['seamscope_inserts_total{outcome="succeeded"} 7', 'seamscope_inserts_total{outcome="retried"} 2', 'seamscope_inserts_total{outcome="refused"} 1']);
  expect(await lines("seamscope_insert_rows_total")).toEqual(["seamscope_insert_rows_total 900"]);
  expect(await lines("seamscope_rejected_records_total")).toEqual(['seamscope_rejected_records_total{signal="traces",action="rejected",reason="trace_id\\"\\n"} 6']);
  expect(await lines("seamscope_redactions_total")).toEqual(['seamscope_redactions_total{rule="aws-key"} 3']);
  expect(await lines("seamscope_busy_requests_total")).toEqual(['seamscope_busy_requests_total{code="429"} 4', 'seamscope_busy_requests_total{code="503"} 5']);
});

test("requests are counted by signal, transport and code", async () => {
  metrics.observeRequest({ signal: "traces", transport: "grpc", code: "UNAVAILABLE", seconds: 0.2 });
  metrics.observeRequest({ signal: "traces", transport: "grpc", code: "UNAVAILABLE", seconds: 0.3 });
  expect(await lines("seamscope_request_duration_seconds_count")).toEqual(['seamscope_request_duration_seconds_count{signal="traces",transport="grpc",code="UNAVAILABLE"} 2']);
});

test("the process tells of its memory and processor time", async () => {
  expect(await lines("process_resident_memory_bytes ")).toHaveLength(1);
  expect(await lines("process_cpu_seconds_total ")).toHaveLength(1);
});
