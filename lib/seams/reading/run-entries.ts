import type { ReadingEntry, ReadingKind, ReadingPart } from "@/lib/model/reading.ts";
import type { Span } from "@/lib/model/span.ts";
import type { AgentRun, TraceIndex } from "../trace/index-trace.ts";
import { type Captured, readInput, readOutput, readToolArguments, readToolResult } from "../trace/read-messages.ts";
import { isLlm, toolNameOf } from "../trace/span-role.ts";
import { type ReadingMessage, readingMessages } from "./reading-messages.ts";
import { textPart } from "./reading-parts.ts";

/**
 * What an agent's run was given, said, called and got back, in order. A model is told the whole conversation with every call and
 * an agent's own span repeats what its models said, so each text of a run stands where it came first and nowhere else.
 */
export function runEntries(trace: TraceIndex, run: AgentRun): ReadingEntry[] {
  const own = trace.ownSpansOf(run).filter((span) => span !== run.span);
  const tools = new Set(own.flatMap((span) => toolNameOf(span) ?? []));
  const telling = new Telling(tools);
  telling.messages(run.span, readInput(run.span), run.span.startUnixNano, "given");
  for (const span of own.toSorted((a, b) => (a.startUnixNano < b.startUnixNano ? -1 : a.startUnixNano > b.startUnixNano ? 1 : 0))) {
    const tool = toolNameOf(span);
    if (tool !== undefined) {
      telling.text(span, "called", tool, readToolArguments(span), span.startUnixNano);
      telling.text(span, "returned", tool, readToolResult(span), span.endUnixNano);
    } else if (isLlm(span)) {
      telling.messages(span, readInput(span), span.startUnixNano, "given");
      telling.messages(span, readOutput(span), span.endUnixNano, "said");
    }
  }
  telling.messages(run.span, readOutput(run.span), run.span.endUnixNano, "said");
  return telling.entries.toSorted((a, b) => (BigInt(a.at) < BigInt(b.at) ? -1 : BigInt(a.at) > BigInt(b.at) ? 1 : 0));
}

/** The entries of a log of messages, in which no agent has a run: each span is something that somebody said. */
export function logEntry(span: Span, said: Captured): ReadingEntry[] {
  const telling = new Telling(new Set());
  telling.messages(span, said, span.startUnixNano, "said");
  return telling.entries;
}

class Telling {
  readonly entries: ReadingEntry[] = [];
  readonly #tools: ReadonlySet<string>;
  readonly #told = new Set<string>();

  constructor(tools: ReadonlySet<string>) {
    this.#tools = tools;
  }

  messages(span: Span, captured: Captured | undefined, at: bigint, kind: "given" | "said"): void {
    if (captured === undefined) return;
    for (const message of readingMessages(captured.body)) {
      this.#add(span, kindOf(message, kind), message.role === "" ? (kind === "said" ? "assistant" : "") : message.role, captured.from, at, message.parts);
      // A tool's own span tells its call better.
      if (kind === "said") for (const call of message.calls) if (!this.#tools.has(call.name)) this.#add(span, "called", call.name, captured.from, at, [textPart(call.arguments)]);
    }
  }

  text(span: Span, kind: ReadingKind, who: string, captured: Captured | undefined, at: bigint): void {
    if (captured === undefined) {
      if (kind === "called") this.entries.push({ kind, at: String(at), who, spanId: span.spanId, from: "", parts: [] });
      return;
    }
    const parts = kind === "returned" ? readingMessages(captured.body).flatMap((message) => message.parts) : [textPart(captured.body)];
    for (const part of parts) this.#told.add(part.text.trim());
    this.entries.push({ kind, at: String(at), who, spanId: span.spanId, from: captured.from, parts });
  }

  #add(span: Span, kind: ReadingKind, who: string, from: string, at: bigint, all: readonly ReadingPart[]): void {
    const parts = all.filter((part) => {
      const text = part.text.trim();
      const isNew = part.kind === "blob" || (text !== "" && !this.#told.has(text));
      if (isNew) this.#told.add(text);
      return isNew;
    });
    if (parts.length > 0) this.entries.push({ kind, at: String(at), who, spanId: span.spanId, from, parts });
  }
}

/** What stands in a model's input in its own name it said before, and what a tool answered it got back. */
function kindOf({ role }: ReadingMessage, kind: "given" | "said"): ReadingKind {
  if (role === "system") return "instructions";
  if (role === "tool") return "returned";
  return kind === "given" && role === "assistant" ? "said" : kind;
}
