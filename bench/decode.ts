import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { SpanBlock } from "@/collector/encode/span-block.ts";
import { encodeTraces } from "@/collector/encode/encode-traces.ts";
import { decodeTraces } from "@/collector/decode/decode.ts";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import { makeBodies, spansIn } from "./make-load.ts";
import { percentile } from "./percentile.ts";
import { decodeByProtobufjs, rowsByProtobufjs } from "./protobufjs-rows.ts";

const BODIES = 20;
const WARM_UP_ROUNDS = 8;
const ROUNDS = 25;
const HEAD = { project: "default", receivedAtMs: Date.now() };
const NOW = BigInt(HEAD.receivedAtMs) * 1_000_000n;

const bodies = makeBodies(BODIES, 1);
const block = new SpanBlock();

/** What a way makes of a body: its result has a length, so that nothing can be left out as of no use. */
type Way = (body: Uint8Array) => { length: number };

const WAYS: Record<string, Way> = {
  "bytes to a Native block": (body) => encode(body, false),
  "bytes to objects to a Native block": (body) => encode(body, true),
  "protobufjs: bytes to objects": (body) => decodeByProtobufjs(body).resourceSpans,
  "protobufjs: bytes to objects to JSONEachRow": rowsByProtobufjs,
  "bytes to objects to JSONEachRow": rowsByObjects,
};

function encode(body: Uint8Array, byObjects: boolean): Uint8Array {
  block.start(HEAD);
  encodeTraces(body, block, NOW, { isSuspicious: () => byObjects, redact: (span) => span });
  const { bytes, rows } = block.finish();
  if (rows !== spansIn(1)) throw new Error(`expected ${spansIn(1)} rows, found ${rows}`);
  return bytes;
}

function rowsByObjects(body: Uint8Array): string {
  const decoded = decodeTraces(body, "protobuf");
  if (decoded.kind === "undecodable") throw new Error(decoded.reason);
  return decoded.spans.map((span) => JSON.stringify(spanToRow(span, HEAD.project))).join("\n");
}

/** Microseconds of processor time a span, collection of garbage included. */
function cost(way: Way): number {
  const before = process.cpuUsage();
  const length = bodies.reduce((sum, body) => sum + way(body).length, 0);
  const { user, system } = process.cpuUsage(before);
  if (length === 0) throw new Error("nothing came of it");
  return (user + system) / spansIn(BODIES);
}

/** Measures a way in a process of its own, so that no way pays for another one's garbage or is compiled for what another one does. */
async function ask(child: ChildProcess): Promise<number> {
  child.send("measure");
  const [answer]: unknown[] = await once(child, "message");
  return Number(answer);
}

async function compare(): Promise<void> {
  const children = Object.keys(WAYS).map((name) => fork(fileURLToPath(import.meta.url), [name]));
  const rounds: number[][] = [];
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    const costs: number[] = [];
    for (const child of children) costs.push(await ask(child));
    if (round >= WARM_UP_ROUNDS) rounds.push(costs);
  }
  for (const child of children) child.disconnect();
  tell(rounds);
}

function tell(rounds: readonly number[][]): void {
  const median = (of: (round: number[]) => number): string => percentile(rounds.map(of), 0.5).toFixed(1);
  const bytes = bodies.reduce((sum, body) => sum + body.length, 0) / spansIn(BODIES);
  console.log(`${rounds.length} rounds of ${spansIn(BODIES)} spans of ${Math.round(bytes)} bytes, all ways in turn, each in its process; medians\n`);
  console.log("| way | CPU µs/span | of the first |\n|---|---|---|");
  for (const [index, name] of Object.keys(WAYS).entries()) {
    console.log(`| ${name} | ${median((round) => round[index] ?? 0)} | ${median((round) => (round[index] ?? 0) / (round[0] ?? 1))} |`);
  }
}

const way = WAYS[process.argv[2] ?? ""];
if (way === undefined) await compare();
else process.on("message", () => process.send?.(cost(way)));
