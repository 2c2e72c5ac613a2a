// What comparing a pair of payloads costs where it is done, and what handing the pair over in parts costs the server instead.
// Run: npx tsx bench/compare-payloads.ts
import { comparePayloads } from "../lib/text/payload-comparison.ts";
import { SLICE_LENGTH_MAX } from "../lib/queries/handoffs/read-payload-slice.ts";

const ROUNDS = 5;
const ORDERS = 20_000;

const orders = Array.from({ length: ORDERS }, (_, index) => ({ id: `o-${index}`, total: index, note: `order number ${index} `.repeat(24) }));
const arrived = orders.filter((_, index) => index !== 7000).map((order) => (order.id === "o-19999" ? { ...order, total: -1 } : order));
const pair = [JSON.stringify({ orders }), JSON.stringify({ orders: arrived })] as const;

/** Milliseconds of this process's processor for one round, and the longest the event loop would stand still. */
function cost(work: () => number[]): { cpuMs: number; longestMs: number } {
  const before = process.cpuUsage();
  const longest = Math.max(...Array.from({ length: ROUNDS }, () => Math.max(...work())));
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1000 / ROUNDS, longestMs: longest };
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const compare = (): number[] => [timed(() => void comparePayloads({ sent: bodyOf(pair[0]), received: bodyOf(pair[1]), schema: "", notes: [], findings: [] }))];

const bodyOf = (body: string) => ({ body, mediaType: "application/json" as const });

/** As a request does it: a row as the database writes it is read, and the answer is written. */
const handOver = (): number[] =>
  pair.flatMap((body) => rowsOf(body).map((row) => timed(() => void JSON.stringify(JSON.parse(row)))));

const rowsOf = (body: string): string[] =>
  Array.from({ length: Math.ceil(body.length / SLICE_LENGTH_MAX) }, (_, index) => JSON.stringify({ text: body.slice(index * SLICE_LENGTH_MAX, (index + 1) * SLICE_LENGTH_MAX) }));

const [there, here] = [cost(compare), cost(handOver)];
const megabytes = (pair[0].length + pair[1].length) / 1e6;
console.log(`${megabytes.toFixed(1)} MB in two payloads, ${ORDERS} items each, one lost and one changed`);
console.log(`comparing:     ${there.cpuMs.toFixed(0)} ms of processor, one stretch of ${there.longestMs.toFixed(0)} ms`);
console.log(`handing over:  ${here.cpuMs.toFixed(0)} ms of processor, longest stretch ${here.longestMs.toFixed(0)} ms`);
console.log(`ratio: ${(there.cpuMs / here.cpuMs).toFixed(1)} in processor time, ${(there.longestMs / here.longestMs).toFixed(0)} in the longest stretch`);
