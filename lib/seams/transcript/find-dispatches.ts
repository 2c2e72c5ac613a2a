import { UNKNOWN_AGENT } from "@/lib/model/vocabulary.ts";
import { nameKey } from "./agent-names.ts";
import type { Dispatch, Sending } from "./dispatch.ts";
import { type Block, readBlocks } from "./read-blocks.ts";
import type { Team } from "./find-hub.ts";
import { guessTargets } from "./guess-target.ts";
import type { Entry } from "./read-transcript.ts";

/**
 * Every dispatch of a log. Between two turns of others the hub may speak several times: thoughts, a ledger, then the message
 * itself. A reply answers the last dispatch to who replies; an earlier one to the same worker was never answered.
 */
export function findDispatches(entries: readonly Entry[], team: Team): Dispatch[] {
  const blocks = readBlocks(entries, team);
  const style = styleOf(blocks);
  const known = blocks.flatMap((block) => sendingsOf(block, style));
  const sent = [...known, ...(isWithoutThoughts(blocks) ? guessTargets(known, unansweredIn(blocks, known)).map(sureOfSending) : guessTargets(known, openMessages(blocks, known, style)))];
  return withReplies(entries, sent, team);
}

const SENT_TO_SOMEBODY = 0.6;
const TARGET_KNOWN_FROM = 0.5;

/** Below this share of turns with more than one entry a log has nothing but messages. */
const LONG_TURNS_MAX = 0.7;
const TURNS_MIN = 2;

/** Whether the hub only ever speaks to somebody: nearly every turn is one entry, and none is a ledger, a note or a thought but perhaps the first. */
function isWithoutThoughts(blocks: readonly Block[]): boolean {
  const long = blocks.filter((block) => block.entries > 1).length;
  return blocks.length >= TURNS_MIN && long <= blocks.length * LONG_TURNS_MAX && blocks.every((block, at) => block.signs.length === 0 && (at === 0 || block.thoughts === 0));
}

/** Every message that nobody has been found for; the last words of all may be the result. */
function unansweredIn(blocks: readonly Block[], known: readonly Sending[]): Entry[] {
  const found = new Set(known.map((sending) => sending.entry));
  return blocks.flatMap((block) => block.messages.filter((message) => (message.isRequest || block.next.length > 0) && !block.isForPeople(message) && !found.has(message.entry)).map((message) => message.entry));
}

/** Where everything said is a message, what nobody answered was said to somebody all the same, whoever that was. */
const sureOfSending = (sending: Sending): Sending => (sending.confidence >= TARGET_KNOWN_FROM ? sending : { ...sending, target: UNKNOWN_AGENT, confidence: SENT_TO_SOMEBODY });

/** What kind of entry is itself the dispatch in this log: some put a message after every ledger, some do not. */
interface Style {
  ledger: boolean;
  note: boolean;
  announcement: boolean;
}

function styleOf(blocks: readonly Block[]): Style {
  const isDirect = (kind: "ledger" | "note" | "announcement"): boolean => {
    const own = blocks.flatMap((block) => block.signs.filter((sign) => sign.kind === kind));
    const direct = blocks.flatMap((block) => block.signs.filter((sign) => sign.kind === kind && sign.message === undefined && sign.isAnsweredNext && !isAsked(block, sign))).length;
    const followed = own.filter((sign) => sign.message !== undefined).length;
    return direct === followed ? kind === "ledger" && own.some((sign) => !sign.isProgress) : direct > followed;
  };
  return { ledger: isDirect("ledger"), note: isDirect("note"), announcement: isDirect("announcement") };
}

/** A message of the same turn goes to whom the sign names. */
const isAsked = ({ messages }: Block, { targets }: Block["signs"][number]): boolean => messages.some((message) => message.targets.some((target) => targets.includes(target)));

function sendingsOf(block: Block, style: Style): Sending[] {
  const { signs, messages, next } = block;
  const byMessage = messages.flatMap((message) => message.targets.map((target) => named(message.entry, target)));
  const alone = signs.filter((sign) => sign.message === undefined && (sign.isAnsweredNext ? !isAsked(block, sign) : style[sign.kind]) && (style[sign.kind] || !sign.isDropped));
  const bySign = lastOfEach(alone).flatMap((sign) => sign.targets.map((target) => named(sign.entry, target)));
  const sure = [...byMessage, ...bySign];
  return [...sure, ...answeredIn(messages, next, sure)];
}

const named = (entry: Entry, target: string): Sending => ({ entry, target, how: "named", confidence: 0.9 });
const answered = (entry: Entry, target: string): Sending => ({ entry, target, how: "answered", confidence: 0.75 });

/** A ledger, then a note of whose turn it is: both tell of one dispatch, the ledger has its text. */
function lastOfEach(signs: readonly Block["signs"][number][]): Block["signs"][number][] {
  return signs.filter((sign, at) => sign.kind === "ledger" || !signs.some((other, place) => other !== sign && (other.kind === "ledger" || place < at) && other.targets.join() === sign.targets.join()));
}

/** Messages that name nobody went to who speaks next: the last one, or as many as there are speakers, in their order. */
function answeredIn(messages: Block["messages"], next: Block["next"], sure: readonly Sending[]): Sending[] {
  const open = messages.filter((message) => message.targets.length === 0);
  const waiting = new Set(sure.map((sending) => sending.target));
  const speakers = next.filter((name) => !waiting.has(name));
  const last = open.at(-1);
  if (last === undefined || speakers.length === 0 || (next[0] !== undefined && waiting.has(next[0]))) return [];
  if (open.length > 1 && open.length === speakers.length) return open.map((message, at) => answered(message.entry, speakers[at] ?? ""));
  return [answered(last.entry, speakers[0] ?? "")];
}

/** Messages that ask for something and that nobody has been found for; where a ledger goes before each dispatch there are none. */
function openMessages(blocks: readonly Block[], known: readonly Sending[], style: Style): Entry[] {
  const found = new Set(known.map((sending) => sending.entry));
  const isLedgered = blocks.some((block) => block.signs.some((sign) => sign.kind === "ledger")) && !style.ledger;
  return isLedgered ? [] : blocks.flatMap((block) => block.messages.filter((message) => message.isRequest && !block.isForPeople(message) && !found.has(message.entry)).map((message) => message.entry));
}

function withReplies(entries: readonly Entry[], sent: readonly Sending[], { hub }: Team): Dispatch[] {
  const byEntry = new Map<Entry, Dispatch[]>();
  for (const sending of sent) byEntry.set(sending.entry, [...(byEntry.get(sending.entry) ?? []), { ...sending, reply: undefined }]);
  const waiting = new Map<string, Dispatch>();
  const all: Dispatch[] = [];
  for (const entry of entries) {
    const open = nameKey(entry.speaker) === nameKey(hub) ? undefined : waiting.get(nameKey(entry.speaker));
    if (open !== undefined) {
      open.reply = entry;
      waiting.delete(nameKey(entry.speaker));
    }
    for (const dispatch of byEntry.get(entry) ?? []) {
      waiting.set(nameKey(dispatch.target), dispatch);
      all.push(dispatch);
    }
  }
  return all;
}
