import * as fc from "fast-check";
import { expect, test } from "vitest";
import { packTraces } from "./pack-traces.ts";

const trace = fc.record({ traceId: fc.uuid(), spans: fc.integer({ min: 0, max: 30 }) });

test("every trace is in one batch, in order, and no batch of several is larger than allowed", () => {
  fc.assert(
    fc.property(fc.uniqueArray(trace, { selector: (one) => one.traceId }), (traces) => {
      const batches = packTraces(traces, 20);
      const sizeOf = new Map(traces.map((one) => [one.traceId, one.spans]));
      expect(batches.flat()).toEqual(traces.map((one) => one.traceId));
      const sizes = batches.filter((batch) => batch.length > 1).map((batch) => batch.reduce((sum, traceId) => sum + (sizeOf.get(traceId) ?? 0), 0));
      expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(20);
    }),
  );
});

test("small traces share a batch, a huge one has its own", () => {
  const traces = [5, 5, 90, 5].map((spans, index) => ({ traceId: `t${index}`, spans }));
  expect(packTraces(traces, 20)).toEqual([["t0", "t1"], ["t2"], ["t3"]]);
});
