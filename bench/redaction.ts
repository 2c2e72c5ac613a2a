import { decodeTraces } from "@/collector/decode/decode.ts";
import { ESCAPED } from "@/collector/redact/anchors.ts";
import { DETECTORS } from "@/collector/redact/detectors/all-detectors.ts";
import { redactSpan } from "@/collector/redact/redact-span.ts";
import { createRedactor } from "@/collector/redact/redactor.ts";
import { NO_RULES } from "@/collector/redact/rules.ts";
import type { Span } from "@/lib/model/span.ts";
import { otlpProtobuf } from "@/lib/testing/otlp-protobuf.ts";
import { CAPTURES } from "@/lib/testing/read-capture.ts";
import { recordedSpans } from "@/lib/testing/recorded-spans.ts";
import { makeBodies } from "./make-load.ts";
import { scoreDetectors } from "./score-redaction.ts";

// What redaction finds, what it finds wrongly and what it costs: npx tsx bench/redaction.ts [seed]
const SAMPLES = 1000;
const ROUNDS = 15;
const redactor = createRedactor({ key: "a key for measuring only", rules: NO_RULES, sensitive: [] });

function printScores(seed: number): void {
  console.log("| detector | secrets | recall | look-alikes | false positives |\n|---|---|---|---|---|");
  for (const { detector, positives, found, negatives, wrong } of scoreDetectors(redactor, { seed, count: SAMPLES })) {
    console.log(`| ${detector} | ${positives} | ${(found / positives).toFixed(4)} | ${negatives} | ${(wrong / negatives).toFixed(4)} |`);
  }
}

/** How many spans, each as the bytes of a request of its own, are marked, and of how many something is redacted. */
function printShare(name: string, spans: readonly Span[]): void {
  const bodies = spans.map((span) => otlpProtobuf([span]));
  const marked = spans.filter((_, index) => redactor.suspect(bodies[index] ?? new Uint8Array()).marks > 0);
  const changed = marked.filter((span) => redactSpan(span, redactor).span !== span);
  const share = (count: number): string => `${count} (${((100 * count) / spans.length).toFixed(1)} %)`;
  console.log(`| ${name} | ${spans.length} | ${share(marked.length)} | ${share(changed.length)} |`);
}

/** Nanoseconds of processor time a byte: the least of several rounds, since others use the machine as well. */
function nanosPerByte(bytes: number, work: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (1000 * (user + system)) / bytes);
  }
  return least;
}

function printCosts(name: string, bodies: readonly Uint8Array[]): void {
  const bytes = bodies.reduce((sum, body) => sum + body.length, 0);
  const spans = bodies.flatMap(spansOf);
  const oneExpression = new RegExp([ESCAPED, ...DETECTORS.flatMap((detector) => detector.anchors)].map((anchor) => anchor.shape).join("|"), "gi");
  const decode = nanosPerByte(bytes, () => bodies.forEach(spansOf));
  const costs: [string, number][] = [
    ["decoding to objects", decode],
    ["the quick pass", nanosPerByte(bytes, () => bodies.forEach((body) => redactor.suspect(body)))],
    ["one combined regular expression instead", nanosPerByte(bytes, () => bodies.forEach((body) => Buffer.from(body.buffer, body.byteOffset, body.length).toString("latin1").match(oneExpression)))],
    ["redacting every span, marked or not", nanosPerByte(bytes, () => spans.forEach((span) => redactSpan(span, redactor)))],
  ];
  for (const [what, cost] of costs) console.log(`| ${name} | ${what} | ${cost.toFixed(2)} | ${(cost / decode).toFixed(2)} |`);
}

function spansOf(body: Uint8Array): Span[] {
  const decoded = decodeTraces(body, "protobuf");
  return decoded.kind === "spans" ? decoded.spans : [];
}

const [, , seed = "7"] = process.argv;
printScores(Number(seed));
const load = makeBodies(20, 1);
const recorded = CAPTURES.flatMap(recordedSpans);
console.log("\n| spans | in all | marked by the quick pass | redacted |\n|---|---|---|---|");
printShare("made load (bench/make-load.ts)", load.flatMap(spansOf));
printShare("recorded from frameworks", recorded);
console.log("\n| bytes of | work | ns a byte | of decoding |\n|---|---|---|---|");
printCosts("made load", load);
printCosts("recorded", [otlpProtobuf(recorded)]);
