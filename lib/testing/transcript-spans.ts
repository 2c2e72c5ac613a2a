import { type AttributeValue, attributesOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import type { LabelledEntry } from "./generate-transcript.ts";
import { makeSpan } from "./make-span.ts";

type Pairs = [string, AttributeValue][];
type Put = (speaker: string, text: string) => Partial<Pick<Span, "name" | "events">> & { attributes: Pairs };

const messages = (text: string): string => JSON.stringify([{ role: "assistant", parts: [{ type: "text", content: text }] }]);
const invoked = (speaker: string): Pairs => [["gen_ai.operation.name", "invoke_agent"], ["gen_ai.agent.name", speaker]];
const openInference = (speaker: string): Pairs => [["openinference.span.kind", "AGENT"], ["agent.name", speaker]];
const choice = (attributes: Pairs): Span["events"] => [{ name: "gen_ai.choice", timeUnixNano: START, attributes: attributesOf(attributes), droppedAttributesCount: 0 }];

const START = 1_795_200_000_000_000_000n;
const SECOND = 1_000_000_000n;

/** When entry `at` began and ended, in nanoseconds from the start of the log. */
const TIMINGS = {
  apart: (at: bigint) => [at * SECOND, at * SECOND + SECOND / 2n],
  touching: (at: bigint) => [at * SECOND, (at + 1n) * SECOND],
  instant: (at: bigint) => [at * SECOND, at * SECOND],
  close: (at: bigint) => [at * 1000n, at * 1000n + 500n],
  "same start": (at: bigint) => [0n, at * SECOND],
  "same moment": () => [0n, 0n],
} as const satisfies Record<string, (at: bigint) => [bigint, bigint]>;

interface Encoding {
  put: Put;
  timing: keyof typeof TIMINGS;
  /** All entries stand under one span of the run, or none has a parent. */
  isUnderRoot: boolean;
}

const encoding = (timing: Encoding["timing"], isUnderRoot: boolean, put: Put): Encoding => ({ put, timing, isUnderRoot });

/** The ways in which a log may be told in spans: where the speaker is, where the text, how entries are timed and nested. */
const ENCODINGS = {
  "invoke_agent, gen_ai.output.messages": encoding("apart", false, (speaker, text) => ({ attributes: [...invoked(speaker), ["gen_ai.output.messages", messages(text)]] })),
  "invoke_agent, gen_ai.input.messages, under a root": encoding("touching", true, (speaker, text) => ({ attributes: [...invoked(speaker), ["gen_ai.input.messages", messages(text)]] })),
  "agent name alone, gen_ai.completion": encoding("instant", false, (speaker, text) => ({ attributes: [["gen_ai.agent.name", speaker], ["gen_ai.completion", text]] })),
  "agent name alone, input.value": encoding("same start", false, (speaker, text) => ({ attributes: [["gen_ai.agent.name", speaker], ["input.value", text]] })),
  "OpenInference agent, output.value": encoding("close", false, (speaker, text) => ({ attributes: [...openInference(speaker), ["output.value", text]] })),
  "OpenInference agent, input.value, under a root": encoding("touching", true, (speaker, text) => ({ attributes: [...openInference(speaker), ["input.value", text]] })),
  "name of the span, message": encoding("apart", false, (speaker, text) => ({ name: speaker, attributes: [["message", text]] })),
  "name of the span, text, under a root": encoding("same moment", true, (speaker, text) => ({ name: speaker, attributes: [["text", text]] })),
  "invoke_agent, event gen_ai.choice with a message": encoding("touching", false, (speaker, text) => ({ attributes: invoked(speaker), events: choice([["message", text]]) })),
  "agent name alone, event with content": encoding("apart", true, (speaker, text) => ({ attributes: [["agent.name", speaker]], events: choice([["content", text]]) })),
  "chat with an agent's name, content": encoding("instant", false, (speaker, text) => ({ attributes: [["gen_ai.operation.name", "chat"], ["gen_ai.agent.name", speaker], ["content", text]] })),
  "gen_ai.prompt and gen_ai.completion alike": encoding("apart", false, (speaker, text) => ({ attributes: [["gen_ai.agent.name", speaker], ["gen_ai.prompt", text], ["gen_ai.completion", text]] })),
} as const satisfies Record<string, Encoding>;
export type EncodingName = keyof typeof ENCODINGS;
export const ENCODING_NAMES = Object.keys(ENCODINGS).filter((name): name is EncodingName => name in ENCODINGS);

const ROOT = "f".repeat(16);

/** The id of the span that entry `at` of a log becomes. */
export const entrySpanId = (at: number): string => (at + 1).toString(16).padStart(16, "0");

/** The log as spans of one trace, with nothing but speaker, text and order. */
export function transcriptSpans(entries: readonly LabelledEntry[], encodingName: EncodingName, traceId = "7".padStart(32, "0")): Span[] {
  const { put, timing, isUnderRoot } = ENCODINGS[encodingName];
  const spans = entries.map(({ speaker, text }, at) => {
    const { attributes, ...rest } = put(speaker, text);
    const [from, to] = TIMINGS[timing](BigInt(at));
    return makeSpan({
      traceId, spanId: entrySpanId(at), parentSpanId: isUnderRoot ? ROOT : "", name: "message", ...rest,
      startUnixNano: START + from, endUnixNano: START + to, attributes: attributesOf(attributes),
    });
  });
  if (!isUnderRoot) return spans;
  const end = spans.reduce((latest, span) => (span.endUnixNano > latest ? span.endUnixNano : latest), START);
  return [makeSpan({ traceId, spanId: ROOT, name: "run", startUnixNano: START, endUnixNano: end }), ...spans];
}
