import type { Handoff } from "@/lib/model/handoff.ts";
import type { Reading, ReadingBlock, ReadingEntry } from "@/lib/model/reading.ts";
import { executingAgentOf } from "../trace/agent-name.ts";
import { serviceOf, type TraceIndex } from "../trace/index-trace.ts";
import { normaliseStatus } from "../trace/normalise-status.ts";
import { messageOf } from "../transcript/message-text.ts";
import { textPart } from "./reading-parts.ts";
import { logEntry, runEntries } from "./run-entries.ts";

type RunBlock = Extract<ReadingBlock, { kind: "run" }>;
type HandoffBlock = Extract<ReadingBlock, { kind: "handoff" }>;

/** A page holds so many entries and handoffs at most, */
const ITEMS_MAX = 120;
/** and ends after so much text. */
const LENGTH_MAX = 400_000;

/** Everything in order: each agent's runs with what was said in them, and the handoffs between them. A log without runs is read by speaker. */
export function readTraceAloud(trace: TraceIndex, handoffs: readonly Handoff[]): ReadingBlock[] {
  const runs = trace.agents.length === 0 ? speakersOf(trace) : trace.agents.map((run) => runBlock(trace, run));
  const told = runs.filter((run) => run.entries.length > 0);
  return [...told, ...handoffs.filter((handoff) => !handoff.candidate).flatMap((handoff) => handoffBlock(handoff, trace.traceId))].toSorted((a, b) => {
    const [one, other] = [BigInt(a.startedAt), BigInt(b.startedAt)];
    return one < other ? -1 : one > other ? 1 : Number(b.kind === "handoff") - Number(a.kind === "handoff");
  });
}

function runBlock(trace: TraceIndex, run: TraceIndex["agents"][number]): RunBlock {
  const { span, name } = run;
  const entries = runEntries(trace, run);
  return {
    kind: "run", agent: name, spanId: span.spanId, startedAt: String(span.startUnixNano), durationMs: Math.max(0, Number(span.endUnixNano - span.startUnixNano)) / 1e6,
    failed: normaliseStatus(span) === "error", continued: false, entries, entriesInAll: entries.length,
  };
}

/** What follows each other from one speaker is one block. */
function speakersOf(trace: TraceIndex): RunBlock[] {
  const blocks: RunBlock[] = [];
  for (const span of trace.spans) {
    const message = messageOf(span);
    const entries = message === undefined ? [] : logEntry(span, message.said);
    if (entries.length === 0) continue;
    const agent = executingAgentOf(span) ?? (serviceOf(span) || span.name);
    const last = blocks.at(-1);
    if (last?.agent === agent) {
      last.entries.push(...entries);
      last.entriesInAll = last.entries.length;
      last.durationMs = Math.max(0, Number(span.endUnixNano - BigInt(last.startedAt))) / 1e6;
    } else blocks.push({ kind: "run", agent, spanId: span.spanId, startedAt: String(span.startUnixNano), durationMs: 0, failed: false, continued: false, entries, entriesInAll: entries.length });
  }
  return blocks;
}

function handoffBlock({ id, source, target, legs, verdict, failed, sent, received }: Handoff, traceId: string): HandoffBlock[] {
  const first = legs.find((leg) => leg.traceId === traceId);
  const payload = sent ?? received;
  return first === undefined ? [] : [{ kind: "handoff", handoffId: id, source: source.name, target: target.name, startedAt: first.at, verdict, failed, sent: payload === null || payload.body === "" ? [] : [textPart(payload.body)] }];
}

/** One page: from the item with this number on, as many as it holds; a run that does not end on it goes on with the next one. */
export function pageOf(blocks: readonly ReadingBlock[], from: number): Pick<Reading, "blocks" | "from" | "next" | "inAll"> {
  const inAll = blocks.reduce((sum, block) => sum + sizeOf(block), 0);
  const page: ReadingBlock[] = [];
  let [before, items, length] = [0, 0, 0];
  for (const block of blocks) {
    const size = sizeOf(block);
    if (before + size <= from) {
      before += size;
      continue;
    }
    if (isFull(items, length)) break;
    const skipped = Math.max(0, from - before);
    const taken = block.kind === "handoff" ? [block] : take(block.entries.slice(skipped), ITEMS_MAX - items, LENGTH_MAX - length);
    page.push(block.kind === "handoff" ? block : { ...block, continued: skipped > 0, entries: block.entries.slice(skipped, skipped + taken.length) });
    items += taken.length;
    length += taken.reduce((sum, one) => sum + lengthOf(one), 0);
    before += size;
    if (skipped + taken.length < size) break;
  }
  return { blocks: page, from, next: from + items < inAll && items > 0 ? from + items : null, inAll };
}

const isFull = (items: number, length: number): boolean => items >= ITEMS_MAX || length >= LENGTH_MAX;

/** One at least, so that a page is never empty. */
function take(entries: readonly ReadingEntry[], itemsMax: number, lengthMax: number): ReadingEntry[] {
  let length = 0;
  const end = entries.findIndex((entry, index) => {
    const isOver = index > 0 && (index >= itemsMax || length >= lengthMax);
    length += lengthOf(entry);
    return isOver;
  });
  return entries.slice(0, end === -1 ? entries.length : end);
}

const sizeOf = (block: ReadingBlock): number => (block.kind === "handoff" ? 1 : block.entries.length);

const lengthOf = (item: ReadingEntry | HandoffBlock): number => ("sent" in item ? item.sent : item.parts).reduce((sum, part) => sum + part.text.length, 0);

/** Who speaks in them, in order of appearance. */
export function agentsIn(blocks: readonly ReadingBlock[]): Reading["agents"] {
  const agents = new Map<string, Reading["agents"][number]>();
  for (const block of blocks) {
    if (block.kind !== "run") continue;
    const known = agents.get(block.agent) ?? { name: block.agent, runs: 0, entries: 0 };
    agents.set(block.agent, { ...known, runs: known.runs + 1, entries: known.entries + block.entriesInAll });
  }
  return [...agents.values()];
}
