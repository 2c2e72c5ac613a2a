import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { isRecord, parseJson } from "../payload/parse-json.ts";
import { type Captured, readInput, readOutput } from "../trace/read-messages.ts";

/** Where logs that were turned into spans by hand put the text of an entry, when they use none of the conventions. */
const PLAIN_KEYS = [
  "message", "message.content", "text", "content", "body", "output", "input", "output.text", "input.text", "gen_ai.output.text", "gen_ai.event.content",
  "gen_ai.completion.0.content", "gen_ai.prompt.0.content", "gen_ai.prompt", "log.message", "event.body", "value",
];
/** Members of a message's envelope; a record that has others is data somebody sent. */
const ENVELOPE = new Set(["role", "content", "parts", "name", "type", "text", "finish_reason", "source", "id", "tool_calls", "metadata", "index", "message"]);

/** What one entry of a log says. `given` is set where the span tells, too, what the speaker had been told. */
export interface Message {
  text: string;
  said: Captured;
  given: Captured | undefined;
}

/** The message a span stands for, wherever it was written: output before input, attributes before events. */
export function messageOf(span: Span): Message | undefined {
  const output = readOutput(span);
  const input = readInput(span);
  const said = output ?? input ?? plainText(span);
  if (said === undefined) return undefined;
  const given = output !== undefined && input !== undefined && input.body !== output.body ? input : undefined;
  return { text: wordsOf(said.body), said, given };
}

function plainText(span: Span): Captured | undefined {
  const own = firstKey(span, PLAIN_KEYS);
  if (own !== undefined) return own;
  for (const event of span.events.toReversed()) {
    const told = firstKey(event, PLAIN_KEYS);
    if (told !== undefined) return { body: told.body, from: `${event.name}#${told.from}` };
  }
  return undefined;
}

function firstKey(holder: Pick<Span, "attributes">, keys: readonly string[]): Captured | undefined {
  for (const key of keys) {
    const body = textOf(holder.attributes[key]);
    if (body !== undefined) return { body, from: key };
  }
  return undefined;
}

/** The words inside messages' envelopes; JSON that is no message stays as it is. */
function wordsOf(body: string): string {
  const value = /^\s*[[{"]/.test(body) ? parseJson(body) : undefined;
  return (value === undefined ? undefined : contentOf(value)) ?? body;
}

function contentOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) {
    const parts = value.map(contentOf);
    return parts.length === 0 || parts.includes(undefined) ? undefined : parts.join("\n");
  }
  if (!isRecord(value) || !Object.keys(value).every((key) => ENVELOPE.has(key))) return undefined;
  return contentOf(value["parts"] ?? value["content"] ?? value["text"] ?? value["message"]);
}
