import { setTimeout as sleep } from "node:timers/promises";
import { type CollectorProcess, memoryMiB, runCollector } from "@/lib/testing/run-collector.ts";
import { type BenchEngine, startBenchEngine } from "./bench-engine.ts";
import { type Bodies, reusableBodies } from "./bodies.ts";
import { cpuSeconds } from "./cpu-seconds.ts";
import { countRows, insertRate, type Rate, untilMerged } from "./insert-rate.ts";
import type { LoadShape } from "./make-load.ts";
import { percentile } from "./percentile.ts";
import { grpcSender, httpSender, sendBodies, type Sender } from "./send-bodies.ts";

// Analysis would share the same cores after two seconds of quiet; it is measured by bench/analyse.ts.
const QUIET = { SEAMSCOPE_QUIET_MS: "600000" };
const CONNECTIONS = 48;
const PLAIN_ROUNDS = 3;
const POLL_MS = 20;

interface Load {
  name: string;
  shape: LoadShape;
  gzip: boolean;
  over: "http" | "grpc";
  /** Requests of 512 spans, and how often they are sent under other ids. */
  bodies: number;
  repeats: number;
}
const PLAIN: Load = { name: "plain", shape: "plain", gzip: false, over: "http", bodies: 200, repeats: 5 };
const LOADS: Load[] = [
  { ...PLAIN, name: "gzip", gzip: true },
  { ...PLAIN, name: "gRPC", over: "grpc" },
  { ...PLAIN, name: "every span with a payload of 3 kB", shape: "payload-heavy", bodies: 60 },
];

interface Result {
  spans: number;
  traceIdHead: string;
  acceptedPerSecond: number;
  storedPerSecond: number;
  /** The same until merges have come to rest. */
  merged: Rate;
  /** From the last answer until the last span could be read (ms). */
  visibleAfterMs: number;
  waits: number[];
}

/** Who takes the load: a collector and its database, and how requests get to it. */
interface Target {
  engine: BenchEngine;
  collector: CollectorProcess;
}

/** Sends one load as fast as it is taken; the clock stops when every span is in the table, and again when merges rest. */
async function measure({ engine, collector }: Target, load: Load, bodies: Bodies): Promise<Result> {
  const sender = senderTo(collector, load);
  const pids = [engine.pid, collector.pid];
  const before = await countRows(engine.db, "spans");
  const [startedAt, cpuBefore] = [performance.now(), cpuSeconds(pids)];
  const waits: number[] = [];
  let traceIdHead = "";
  let makingMs = 0;
  for (let repeat = 0; repeat < load.repeats; repeat += 1) {
    const makingAt = performance.now();
    const fresh = bodies.fresh();
    traceIdHead = fresh.traceIdHead;
    makingMs += performance.now() - makingAt;
    waits.push(...(await sendBodies(sender.send, fresh.requests, { connections: CONNECTIONS })));
  }
  sender.close();
  const [answeredAt, spans] = [performance.now(), bodies.spans * load.repeats];
  await untilStored(engine, before + spans);
  const storedAt = performance.now();
  await untilMerged(engine.db);
  const mergedMs = performance.now() - startedAt - makingMs;
  return {
    spans,
    traceIdHead,
    acceptedPerSecond: (1000 * spans) / (answeredAt - startedAt - makingMs),
    storedPerSecond: (1000 * spans) / (storedAt - startedAt - makingMs),
    merged: { perSecond: (1000 * spans) / mergedMs, cpuMicros: (1e6 * (cpuSeconds(pids) - cpuBefore)) / spans },
    visibleAfterMs: storedAt - answeredAt,
    waits,
  };
}

const senderTo = ({ port, grpcPort }: CollectorProcess, { over, gzip }: Load): Sender =>
  over === "grpc" ? grpcSender(`127.0.0.1:${grpcPort}`) : httpSender(`http://127.0.0.1:${port}/v1/traces`, { gzip });

async function untilStored({ db }: BenchEngine, rows: number): Promise<void> {
  for (let found = await countRows(db, "spans"); found !== rows; found = await countRows(db, "spans")) {
    if (found > rows) throw new Error(`expected ${rows} spans in the table, found ${found}`);
    await sleep(POLL_MS);
  }
}

/** One load, and what stored the same rows beside it. */
interface Compared {
  ours: Result;
  plain: Result | undefined;
  asItComes: Rate;
  atItsBest: Rate;
}

/** Ours, the plain design and ClickHouse alone on the same rows, one after the other. */
async function compareOnce(ours: Target, plain: Target | undefined, load: Load, bodies: Bodies): Promise<Compared> {
  const our = await measure(ours, load, bodies);
  const theirs = plain === undefined ? undefined : await measure(plain, load, bodies);
  const [asItComes, atItsBest] = [await insertRate(ours.engine, our.traceIdHead, "asItComes"), await insertRate(ours.engine, our.traceIdHead, "atItsBest")];
  return { ours: our, plain: theirs, asItComes, atItsBest };
}

/** Requests at half of the rate that was reached, each due at its time whether the one before was answered or not. */
async function measureAtHalf({ collector }: Target, perSecond: number, bodies: Bodies, repeats: number): Promise<{ waits: number[]; memory: number[] }> {
  const sender = senderTo(collector, PLAIN);
  const everyMs = (1000 * bodies.spans) / bodies.fresh().requests.length / (perSecond / 2);
  const [waits, memory]: [number[], number[]] = [[], []];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    waits.push(...(await sendBodies(sender.send, bodies.fresh().requests, { connections: CONNECTIONS, everyMs })));
    memory.push(memoryMiB(collector.pid)?.now ?? Number.NaN);
  }
  sender.close();
  return { waits, memory };
}

async function main(): Promise<void> {
  const engine = await startBenchEngine();
  const ours: Target = { engine, collector: await runCollector({ ...engine.env, ...QUIET }) };
  const plain: Target = { engine, collector: await runCollector(engine.env, "bench/plain-collector.ts") };
  try {
    await run(ours, plain);
  } finally {
    await ours.collector.stop();
    await plain.collector.stop();
    await engine.stop();
  }
}

async function run(ours: Target, plain: Target): Promise<void> {
  const bodies = reusableBodies(PLAIN.bodies, PLAIN.shape, false);
  const soakMinutes = Number(process.argv[process.argv.indexOf("soak") + 1] ?? Number.NaN);
  await measure(ours, { ...PLAIN, repeats: 1 }, bodies); // warm up
  await measure(plain, { ...PLAIN, repeats: 1 }, bodies);
  console.log("| load | spans | accepted/s | stored/s | merged/s | CPU us/span | answer p50 / p99 ms | visible after ms | ClickHouse as it comes: rows/s, CPU us | ours : that, rate / CPU | ClickHouse at its best: rows/s, CPU us | ours : that, rate / CPU | ours : plain design, rate / CPU |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|");
  const top: number[] = [];
  for (let round = 0; round < PLAIN_ROUNDS; round += 1) {
    const compared = await compareOnce(ours, plain, PLAIN, bodies);
    top.push(compared.ours.storedPerSecond);
    print(PLAIN.name, compared);
  }
  const seconds = Number.isNaN(soakMinutes) ? 20 : soakMinutes * 60;
  const rate = percentile(top, 0.5);
  const half = await measureAtHalf(ours, rate, bodies, Math.ceil((seconds * rate) / 2 / bodies.spans));
  if (Number.isNaN(soakMinutes)) for (const load of LOADS) print(load.name, await compareOnce(ours, undefined, load, reusableBodies(load.bodies, load.shape, load.gzip)));
  const [p50, p99] = [percentile(half.waits, 0.5), percentile(half.waits, 0.99)];
  console.log(`\nAt half of the top rate, ${(rate / 2).toFixed(0)} spans/s for ${seconds} s: answer p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms; collector's memory ${half.memory.map((mib) => mib.toFixed(0)).join(" ")} MiB.`);
  console.log(`Most memory: collector ${mostMemory(ours.collector.pid)} MiB, plain design ${mostMemory(plain.collector.pid)} MiB, ClickHouse ${mostMemory(ours.engine.pid)} MiB.`);
}

const mostMemory = (pid: number): string => (memoryMiB(pid)?.most ?? Number.NaN).toFixed(0);

const inNumbers = ({ perSecond, cpuMicros }: Rate): string => `${perSecond.toFixed(0)}, ${cpuMicros.toFixed(1)}`;

function print(name: string, { ours, plain, asItComes, atItsBest }: Compared): void {
  const ratio = (to: Rate) => `${(ours.merged.perSecond / to.perSecond).toFixed(2)} / ${(to.cpuMicros / ours.merged.cpuMicros).toFixed(2)}`;
  const answers = `${percentile(ours.waits, 0.5).toFixed(0)} / ${percentile(ours.waits, 0.99).toFixed(0)}`;
  const own = [name, ours.spans, ours.acceptedPerSecond.toFixed(0), ours.storedPerSecond.toFixed(0), ours.merged.perSecond.toFixed(0), ours.merged.cpuMicros.toFixed(1), answers, ours.visibleAfterMs.toFixed(0)];
  console.log(`| ${[...own, inNumbers(asItComes), ratio(asItComes), inNumbers(atItsBest), ratio(atItsBest), plain === undefined ? "–" : ratio(plain.merged)].join(" | ")} |`);
}

await main();
