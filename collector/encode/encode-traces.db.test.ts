import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SPAN_COLUMNS, spanToRow } from "@/lib/clickhouse/span-row.ts";
import { attributesOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { anySpan } from "@/lib/testing/any-span.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { insertNative } from "@/lib/testing/insert-native.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { otlpProtobuf } from "@/lib/testing/otlp-protobuf.ts";
import { CAPTURES, readCapture } from "@/lib/testing/read-capture.ts";
import { decodeTraces, takeTraces } from "../decode/decode.ts";
import { Intake } from "../decode/intake.ts";
import { TRACES } from "../decode/signals.ts";
import { encodeTraces } from "./encode-traces.ts";
import type { SpanChunk } from "./encoded.ts";
import { SpanBlock } from "./span-block.ts";

const NOW = 1_795_300_000_000_000_000n;
const HEAD = { project: "default", receivedAtMs: 1_795_212_015_066 };
let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

test("every recorded request gives the rows that the object decoder gives, and needs no objects for most of its spans", async () => {
  const bodies = recordedBodies();
  const { taken, rows } = await expectSame(bodies);
  expect(rows).toBeGreaterThan(1000);
  expect(taken / rows).toBeGreaterThan(0.9);
});

test("any request gives the rows, refusals and notes that the object decoder gives", async () => {
  const bodies = fc.sample(fc.array(anySpan, { maxLength: 4 }), 150).map((spans) => otlpProtobuf(spans));
  await expectSame(bodies);
  const ordinary = fc.sample(fc.array(anyOrdinarySpan, { maxLength: 6 }), 150).map((spans) => otlpProtobuf(spans));
  const { rows, taken } = await expectSame(ordinary);
  expect(taken / rows).toBeGreaterThan(0.5);
});

test("bytes changed, lost or added anywhere in a request do not tell the two ways apart", async () => {
  const genuine = [...recordedBodies().filter((body) => body.length < 20_000), ...fc.sample(anyOrdinarySpan, 50).map((span) => otlpProtobuf([span]))];
  const { taken } = await expectSame(fc.sample(anyDamage(genuine), 4000));
  expect(taken).toBeGreaterThan(300);
});

test("more values in arrays than one request may have are cut by the same span", async () => {
  const list = Array.from({ length: 400_000 }, () => null);
  const spans = ["1", "2", "3", "4"].map((digit) => makeSpan({ spanId: digit.repeat(16), attributes: attributesOf([["list", digit === "4" ? ["short"] : list]]) }));
  const { rows, taken } = await expectSame([otlpProtobuf(spans)]);
  expect([rows, taken]).toEqual([4, 2]);
});

test("what is beyond a limit takes the way of objects", async () => {
  const attributes = attributesOf(Array.from({ length: 1100 }, (_, index) => [`key.${index}`, index]));
  const event = { name: "e", timeUnixNano: 1n, attributes: attributesOf([]), droppedAttributesCount: 0 };
  const link = { traceId: "", spanId: "", traceState: "", flags: 0, attributes: attributesOf([]), droppedAttributesCount: 0 };
  const special: Partial<Span>[] = [
    { attributes }, { name: "n".repeat(9000) }, { traceState: "é".repeat(5000) }, { attributes: attributesOf([["k".repeat(2000), "v"]]) },
    { events: Array.from({ length: 1100 }, () => event) }, { links: [link] }, { parentSpanId: "b7ad6b7169203331" },
    { attributes: attributesOf([["b", 1], ["7", 2], ["a", 3]]) }, { startUnixNano: 0n }, { endUnixNano: 2n ** 63n },
  ];
  const spans = special.map((of) => makeSpan(of));
  expect(await expectSame(spans.map((span) => otlpProtobuf([span])))).toEqual({ rows: spans.length, taken: 0 });
});

test("a span in suspicious bytes is redacted, alone; a suspicious resource redacts all its spans, and what was taken back is not in the block", () => {
  const { resource, scope } = makeSpan();
  const spans = ["1", "2", "3"].map((digit) => makeSpan({ resource, scope, spanId: digit.repeat(16), name: `secret-${digit}`, attributes: attributesOf([[`key-${digit}`, "x"]]) }));
  const body = otlpProtobuf(spans);
  const names = (suspicious: string): string[] => {
    const marks = Buffer.from(body).indexOf(suspicious);
    const block = new SpanBlock();
    block.start(HEAD);
    const seen: string[] = [];
    encodeTraces(body, block, NOW, {
      isSuspicious: (start, end) => start <= marks && marks < end,
      redact: (span) => {
        seen.push(span.name);
        return { ...span, name: "redacted", attributes: attributesOf([]) };
      },
    });
    const { bytes, rows } = block.finish();
    expect(rows).toBe(3);
    for (const name of seen) expect(Buffer.from(bytes).includes(name)).toBe(false);
    return seen;
  };
  expect(names("secret-2")).toEqual(["secret-2"]);
  expect(names("newsroom")).toEqual(["secret-1", "secret-2", "secret-3"]);
});

test("a span has one fingerprint whichever way, request or order it comes in, and another one when its content is another", () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyOrdinarySpan, { minLength: 2, maxLength: 5, selector: ({ spanId }) => spanId }), (spans) => {
      const forwards = chunkOf(otlpProtobuf(spans));
      const backwards = chunkOf(otlpProtobuf(spans.toReversed()), true);
      expect(pairs(backwards).toReversed()).toEqual(pairs(forwards));
      expect(new Set(pairs(forwards)).size).toBe(spans.length);
      const changed = spans.map((span) => ({ ...span, name: `${span.name}!` }));
      expect(pairs(chunkOf(otlpProtobuf(changed))).filter((pair) => pairs(forwards).includes(pair))).toEqual([]);
      expect(forwards.traceIds.toSorted()).toEqual([...new Set(spans.map(({ traceId }) => traceId))].toSorted());
    }),
    { numRuns: 100 },
  );
});

/** Spans with the times of today, which therefore need no objects. */
const anyOrdinarySpan: fc.Arbitrary<Span> = anySpan.map((span) => ({ ...span, startUnixNano: NOW - 5_000_000n, endUnixNano: NOW - (span.endUnixNano % 4_000_000n) }));

function anyDamage(bodies: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), byte: fc.integer({ min: 0, max: 255 }), kind: fc.constantFrom("change", "change", "insert", "remove", "cut") });
  return fc.tuple(fc.constantFrom(...bodies), fc.array(edit, { minLength: 1, maxLength: 3 })).map(([body, edits]) =>
    edits.reduce<Uint8Array>((bytes, { at, byte, kind }) => {
      const index = Math.floor(at * bytes.length);
      const rest = bytes.subarray(kind === "insert" ? index : index + 1);
      return new Uint8Array(Buffer.concat([bytes.subarray(0, index), kind === "change" || kind === "insert" ? Uint8Array.of(byte) : new Uint8Array(), kind === "cut" ? new Uint8Array() : rest]));
    }, body),
  );
}

function recordedBodies(): Uint8Array[] {
  return CAPTURES.flatMap((name) =>
    readCapture(name).map((text) => {
      const decoded = decodeTraces(Buffer.from(text), "json");
      return otlpProtobuf(decoded.kind === "spans" ? decoded.spans : []);
    }),
  );
}

function chunkOf(body: Uint8Array, byObjects = false): SpanChunk {
  const block = new SpanBlock();
  block.start(HEAD);
  encodeTraces(body, block, NOW, { isSuspicious: () => byObjects, redact: (span) => span });
  return block.finish();
}

const pairs = ({ fingerprints, rows }: SpanChunk): string[] => Array.from({ length: rows }, (_, row) => `${fingerprints[2 * row]} ${fingerprints[2 * row + 1]}`);

/** Both ways side by side: what they say of each request is compared here, their rows by ClickHouse. Says how many rows needed no object. */
async function expectSame(bodies: readonly Uint8Array[]): Promise<{ rows: number; taken: number }> {
  const block = new SpanBlock();
  const chunks: SpanChunk[] = [];
  const expected: unknown[] = [];
  let bySlowWay = 0;
  const redact = (span: Span): Span => {
    bySlowWay += 1;
    return span;
  };
  for (const [index, body] of bodies.entries()) {
    const project = `request-${index}`;
    block.start({ ...HEAD, project });
    const encoded = encodeTraces(body, block, NOW, { isSuspicious: () => false, redact });
    const intake = new Intake<Span>(TRACES.words, { now: NOW });
    const undecodable = takeTraces(body, "protobuf", intake);
    expect(encoded.undecodable).toEqual(undecodable);
    if (undecodable !== undefined) continue;
    expect(remarksOf(encoded.intake)).toEqual(remarksOf(intake));
    chunks.push(block.finish());
    expected.push(...intake.items.map((span) => spanToRow(span, project)));
  }
  const rows = await expectSameRows(chunks, expected);
  return { rows, taken: rows - bySlowWay };
}

const remarksOf = (intake: Intake<Span>) => ({ rejected: intake.rejected, warnings: intake.warnings(), faults: intake.faults, read: intake.read, nestedValues: intake.nestedValues });

async function expectSameRows(chunks: readonly SpanChunk[], expected: readonly unknown[]): Promise<number> {
  for (const table of ["from_bytes", "from_text"]) await fresh.db.run(`CREATE OR REPLACE TABLE ${table} AS spans ENGINE = MergeTree ORDER BY tuple()`);
  await insertNative(fresh.config, "from_bytes", chunks);
  await fresh.db.insert("from_text", expected);
  const read = async (table: string) => (await fresh.db.select("test", `SELECT ${SPAN_COLUMNS}, content_hash FROM ${table}`, {})).map((row) => JSON.stringify(row)).toSorted();
  const [rows, wanted] = await Promise.all([read("from_bytes"), read("from_text")]);
  expect(rows).toHaveLength(wanted.length);
  expect(rows.filter((row, index) => row !== wanted[index])).toEqual([]);
  return rows.length;
}
