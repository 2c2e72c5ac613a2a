import { gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { afterAll, expect, inject, test } from "vitest";
import { makeHandoffLog } from "@/lib/testing/make-log-record.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { otlpLogsJson } from "@/lib/testing/otlp-json.ts";
import { otlpLogsProtobuf, otlpProtobuf } from "@/lib/testing/otlp-protobuf.ts";
import { type CaptureName, readCapture } from "@/lib/testing/read-capture.ts";
import { type Sent, startTestPreparer } from "@/lib/testing/start-preparer.ts";
import { decodeTraces } from "../decode/decode.ts";

declare module "vitest" {
  interface ProvidedContext {
    fuzzRuns: number;
  }
}

/** Enough to find a fault that is easy to find; FUZZ_RUNS=100000 npx vitest run collector/prepare/fuzz takes longer. */
const RUNS = inject("fuzzRuns");
const CAPTURED: readonly CaptureName[] = ["openai-agents-js.openinference", "langgraph-js.swarm", "crewai.openinference", "pydantic-ai.native", "a2a.http"];
const GOOD_ONE_EVERY = 20;
const preparer = startTestPreparer();
afterAll(() => preparer.close());

/** A genuine request, as it was sent. */
interface Genuine {
  bytes: Uint8Array;
  how: Sent;
}

const genuine: Genuine[] = CAPTURED.flatMap((name) => readCapture(name)).flatMap((text) => {
  const json = new TextEncoder().encode(text);
  const decoded = decodeTraces(json, "json");
  if (decoded.kind === "undecodable") throw new Error(decoded.reason);
  return [{ bytes: json, how: { encoding: "json" } }, { bytes: otlpProtobuf(decoded.spans), how: { encoding: "protobuf" } }] satisfies Genuine[];
});
const records = ["handoff.requested", "handoff.received"].map((name) => makeHandoffLog(name, "h1", {}));
genuine.push(
  { bytes: otlpLogsProtobuf(records), how: { signal: "logs", encoding: "protobuf" } },
  { bytes: new TextEncoder().encode(JSON.stringify(otlpLogsJson(records))), how: { signal: "logs", encoding: "json" } },
  { bytes: otlpProtobuf([makeSpan(), makeSpan({ parentSpanId: "1234567890abcdef" })]), how: { encoding: "protobuf" } },
);

/** A change of bytes anywhere: one is another one, some are missing, twice there or strange, or there are no more. */
type Change = { at: number } & ({ kind: "byte"; byte: number } | { kind: "without" | "twice"; length: number } | { kind: "with"; bytes: Uint8Array } | { kind: "end" });
const length = fc.integer({ min: 1, max: 64 });
const STRANGE = ["NaN", "null", "[", "{", '"', "\\u0000", "1e999", "-1", "99999999999999999999", '{"__proto__":1}', '"resourceSpans":[{}],'];
const strange = fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 8 }), fc.constantFrom(...STRANGE).map((text) => new TextEncoder().encode(text)));
const change: fc.Arbitrary<Change> = fc.tuple(fc.nat(), fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("byte" as const), byte: fc.nat(255) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("without" as const, "twice" as const), length }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("with" as const), bytes: strange }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("end" as const) }) },
)).map(([at, what]) => ({ at, ...what }));

function changed(bytes: Uint8Array, one: Change): Uint8Array {
  const at = one.at % Math.max(bytes.length, 1);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  if (one.kind === "byte") return Buffer.concat([before, Uint8Array.of(one.byte), after.subarray(1)]);
  if (one.kind === "without") return Buffer.concat([before, after.subarray(one.length)]);
  if (one.kind === "twice") return Buffer.concat([before, after.subarray(0, one.length), after]);
  return one.kind === "with" ? Buffer.concat([before, one.bytes, after]) : before;
}

const packing = fc.constantFrom("no", "no", "before", "after");
let sent = 0;

test("whatever is changed in a genuine request, it is answered, its records add up, and the next good request is taken", { timeout: 3_600_000 }, async () => {
  await fc.assert(fc.asyncProperty(fc.nat(genuine.length - 1), fc.array(change, { minLength: 1, maxLength: 6 }), packing, async (which, changes, packed) => {
    const { bytes, how } = genuine[which] ?? { bytes: new Uint8Array(), how: {} };
    const spoilt = changes.reduce(changed, packed === "before" ? gzipSync(bytes) : bytes);
    const body = Uint8Array.from(packed === "after" ? gzipSync(spoilt) : spoilt);
    const seen = await preparer.send(body, { ...how, contentEncoding: packed === "no" ? "identity" : "gzip" });
    const { kind, status, rows, received, rejected, ignored, rejects, message } = seen;
    expect({ kind, status }).toEqual(kind === "ready" ? { kind, status: 200 } : { kind: "refused", status: 400 });
    expect(rows).toBe(received - rejected - ignored);
    expect(rejects.filter(({ action }) => action === "rejected").reduce((sum, row) => sum + row.records, 0)).toBe(rejected);
    expect(rejected === 0 || message !== "").toBe(true);
    sent += 1;
    if (sent % GOOD_ONE_EVERY === 0) await preparer.takeGoodOne();
  }), { numRuns: RUNS, seed: 20_261_121 });
  expect(preparer.logged).toEqual([]);
});

test("genuine requests are taken whole, with nothing to tell", async () => {
  for (const { bytes, how } of genuine) {
    const { kind, rejected, message, rows } = await preparer.send(Uint8Array.from(bytes), how);
    expect({ kind, rejected, message, isSome: rows > 0 }).toEqual({ kind: "ready", rejected: 0, message: "", isSome: true });
  }
});
