import * as fc from "fast-check";
import { expect, test } from "vitest";
import { LATENCY_BUCKETS_S, type SeamMetrics } from "@/lib/model/seam-metrics.ts";
import { seamMetricsText } from "./seam-metrics-text.ts";

const SEAM = { source: "creator", target: "executor", contract: "draft" };
const NOTHING: SeamMetrics = { counts: [], latencies: [], oldestWaitingS: [], overdueGates: [], objectives: [], budgets: [], alerts: [], notifications: [], undelivered: 0, ledger: [], seamsLeftOut: 0 };
const exemplar = { traceId: "4bf92f3577b34da6a3ce929d0e0e4736", handoffId: "order-7", valueS: 0.08, atS: 1_795_158_012.5 };

async function lines(prefix: string, metrics: Partial<SeamMetrics>, openMetrics = false): Promise<string[]> {
  const { text } = await seamMetricsText({ ...NOTHING, ...metrics }, { openMetrics });
  return text.split("\n").filter((line) => line.startsWith(prefix));
}

test("handoffs are counted by verdict and class, silent failures without them", async () => {
  const counts = [{ ...SEAM, verdict: "delivered", class: "", handoffs: 40, silent: 0 }, { ...SEAM, verdict: "delivered", class: "schema_violation", handoffs: 3, silent: 2 }];
  expect(await lines("seam_", { counts })).toEqual([
    'seam_handoffs_total{source="creator",target="executor",contract="draft",verdict="delivered",class=""} 40',
    'seam_handoffs_total{source="creator",target="executor",contract="draft",verdict="delivered",class="schema_violation"} 3',
    'seam_silent_handoffs_total{source="creator",target="executor",contract="draft"} 2',
  ]);
});

test("a latency is in its bucket and in all greater ones, with its handoff beside it where OpenMetrics is asked for", async () => {
  const latencies = [{ ...SEAM, le: 0.1, count: 2, sumS: 0.15, exemplar }, { ...SEAM, le: null, count: 1, sumS: 100_000, exemplar: { ...exemplar, handoffId: "x".repeat(200) } }];
  const labels = 'source="creator",target="executor",contract="draft"';
  const shown = await lines("seam_handoff_latency_seconds", { latencies }, true);
  expect(shown).toHaveLength(LATENCY_BUCKETS_S.length + 3);
  expect(shown[0]).toBe(`seam_handoff_latency_seconds_bucket{${labels},le="0.05"} 0`);
  expect(shown[1]).toBe(`seam_handoff_latency_seconds_bucket{${labels},le="0.1"} 2 # {trace_id="${exemplar.traceId}",handoff_id="order-7"} 0.08 1795158012.5`);
  expect(shown.at(-4)).toBe(`seam_handoff_latency_seconds_bucket{${labels},le="86400"} 2`);
  expect(shown.at(-3)).toBe(`seam_handoff_latency_seconds_bucket{${labels},le="+Inf"} 3 # {trace_id="${exemplar.traceId}"} 0.08 1795158012.5`);
  expect(shown.slice(-2)).toEqual([`seam_handoff_latency_seconds_sum{${labels}} 100000.15`, `seam_handoff_latency_seconds_count{${labels}} 3`]);
  expect((await lines("seam_handoff_latency_seconds", { latencies })).join("\n")).not.toContain("#");
});

test("OpenMetrics ends as it must and calls its counters by the same names", async () => {
  const { text, contentType } = await seamMetricsText({ ...NOTHING, counts: [{ ...SEAM, verdict: "lost", class: "lost", handoffs: 1, silent: 1 }] }, { openMetrics: true });
  expect(contentType).toContain("application/openmetrics-text");
  expect(text).toMatch(/\n# EOF\n$/);
  expect(text).toContain("# TYPE seam_handoffs counter");
  expect(text).toContain('verdict="lost",class="lost"} 1');
});

test("whatever agents are called, a seam's count stands on one line and its labels can be read back", async () => {
  const name = fc.string({ unit: fc.constantFrom('"', "\\", "\n", "{", "}", ",", "=", "é", "a", "#", " ", "\u2028") });
  await fc.assert(
    fc.asyncProperty(name, name, name, async (source, target, contract) => {
      const [line = "", ...more] = await lines("seam_handoffs_total", { counts: [{ source, target, contract, verdict: "delivered", class: "", handoffs: 7, silent: 0 }] });
      expect(more).toEqual([]);
      const labels = [...line.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/gs)].map(([, key, value = ""]) => [key, value.replaceAll(/\\(.)/g, (_, escaped: string) => (escaped === "n" ? "\n" : escaped))]);
      expect(Object.fromEntries(labels)).toMatchObject({ source, target, contract, class: "" });
    }),
  );
});
