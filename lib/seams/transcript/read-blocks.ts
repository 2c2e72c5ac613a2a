import { isHuman, nameKey } from "./agent-names.ts";
import type { Team } from "./find-hub.ts";
import { type Reading, readMessage, withoutNoise } from "./read-message.ts";
import type { Route } from "./read-ledger.ts";
import type { Entry } from "./read-transcript.ts";

/** An entry of the hub that may itself be a dispatch; `targets` is empty while nobody is known to be meant. */
interface OpenMessage {
  entry: Entry;
  targets: string[];
  isRequest: boolean;
}

/** An entry that tells who is next, without being a message to them; `message` is the message that followed it. */
interface Sign {
  kind: "ledger" | "note" | "announcement";
  entry: Entry;
  targets: string[];
  /** What is to be done, as a ledger has it. */
  instructions: string[];
  isProgress: boolean;
  message: OpenMessage | undefined;
  isAnsweredNext: boolean;
  /** The work was called done, or begun anew, right after it. */
  isDropped: boolean;
}

/** What the hub said between two turns of others, and who spoke after it, up to its next turn. */
export interface Block {
  messages: OpenMessage[];
  signs: Sign[];
  next: string[];
  /** How many entries the turn has, and how many of them are thoughts. */
  entries: number;
  thoughts: number;
  /** The last words before a person speaks are meant for the person. */
  isForPeople(message: OpenMessage): boolean;
}

/** Splits a log into the turns of its hub and reads each. */
export function readBlocks(entries: readonly Entry[], team: Team): Block[] {
  const isHub = (entry: Entry): boolean => nameKey(entry.speaker) === nameKey(team.hub);
  const blocks: Block[] = [];
  for (let at = 0; at < entries.length; ) {
    const end = endOfTurn(entries, at, isHub);
    const after = endOfTurn(entries, end, (entry) => !isHub(entry));
    if (end > at) blocks.push(readBlock(entries.slice(at, end), entries.slice(end, after), team));
    at = Math.max(after, at + 1);
  }
  return blocks;
}

function endOfTurn(entries: readonly Entry[], from: number, belongs: (entry: Entry) => boolean): number {
  let at = from;
  for (let entry = entries[at]; entry !== undefined && belongs(entry); entry = entries[at]) at += 1;
  return at;
}

function readBlock(own: readonly Entry[], others: readonly Entry[], team: Team): Block {
  const next = [...new Set(others.flatMap((entry) => team.workers.find(entry.speaker) ?? []))];
  const isForPeople = others[0] !== undefined && isHuman(others[0].speaker) && next.length === 0;
  const state: State = { messages: [], signs: [], pending: undefined, last: undefined };
  const readings = own.map((entry) => ({ entry, reading: readMessage(entry.message.text, entry.label, team.reader, (name) => team.workers.find(name) !== undefined) }));
  for (const { entry, reading } of readings) read(state, entry, reading, team);
  const { messages, signs } = state;
  const spoken = readings.at(-1);
  if (messages.length === 0 && signs.length === 0 && spoken !== undefined && isAfterAllAMessage(spoken, next)) messages.push({ entry: spoken.entry, targets: [], isRequest: false });
  for (const one of signs) one.isAnsweredNext = next[0] !== undefined && one.targets.includes(next[0]);
  const thoughts = readings.filter(({ reading }) => reading.kind === "thought").length;
  return { messages, signs, next, entries: own.length, thoughts, isForPeople: (message) => isForPeople && message === messages.at(-1) };
}

/** What reads like a thought or an answer, but was the last thing said before a worker spoke, was said to the worker. */
const isAfterAllAMessage = ({ entry, reading: { kind } }: { entry: Entry; reading: Reading }, next: readonly string[]): boolean =>
  entry.label === "" && next.length > 0 && (kind === "thought" || kind === "closing");

interface State extends Pick<Block, "messages" | "signs"> {
  /** What said who is next, and has not been followed by a message yet. */
  pending: Sign | undefined;
  /** The last message, for a note behind it. */
  last: OpenMessage | undefined;
}

function read(state: State, entry: Entry, reading: Reading, team: Team): void {
  const targets = namesOf(reading.routes, team);
  if (state.pending !== undefined && reading.kind !== "ledger" && isEcho(entry, state.pending)) {
    take(state, entry, reading, targets);
  } else if (reading.kind === "closing") {
    drop(state);
  } else if (reading.kind === "ledger") {
    sign(state, "ledger", entry, targets, reading);
  } else if (reading.kind === "note") {
    if (state.last !== undefined && (state.last.targets.length === 0 || state.last.targets.join() === targets.join())) state.last.targets = targets;
    else if (state.pending === undefined || state.pending.targets.join() !== targets.join()) sign(state, "note", entry, targets, reading);
    state.last = undefined;
  } else if (reading.kind === "thought") {
    if (reading.announced.length > 0 && state.pending?.kind !== "ledger") sign(state, "announcement", entry, reading.announced, reading);
  } else {
    take(state, entry, reading, targets);
  }
}

/** A message goes to whom it names; else to whom the ledger, note or thought before it named. */
function take(state: State, entry: Entry, { isRequest }: Reading, named: string[]): void {
  const { pending } = state;
  const follows = pending !== undefined && (named.length === 0 || named.some((name) => pending.targets.includes(name)) || isEcho(entry, pending));
  const targets = follows && (pending.kind === "ledger" || named.length === 0) ? pending.targets : named;
  const message: OpenMessage = { entry, targets, isRequest };
  if (follows) {
    pending.message = message;
    state.pending = undefined;
  }
  state.messages.push(message);
  state.last = message;
}

/** A message that is too short says nothing by standing in the instruction, too. */
const ECHO_MIN = 12;

/** A ledger says what it is about to ask for; the message then says the same, whatever it looks like. */
function isEcho(entry: Entry, { instructions }: Sign): boolean {
  const text = flat(withoutNoise(entry.message.text));
  return instructions.map(flat).some((instruction) => instruction !== "" && (text === instruction || (Math.min(text.length, instruction.length) >= ECHO_MIN && (text.startsWith(instruction) || instruction.startsWith(text)))));
}

const flat = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

function sign(state: State, kind: Sign["kind"], entry: Entry, targets: string[], { isProgress, routes }: Reading): void {
  if (targets.length === 0) return;
  const made: Sign = { kind, entry, targets, instructions: routes.flatMap((route) => route.instruction ?? []), isProgress, message: undefined, isAnsweredNext: false, isDropped: false };
  state.signs.push(made);
  state.pending = made;
  state.last = undefined;
}

/** The work is done or begins anew: whoever had been named before will not be asked. */
function drop(state: State): void {
  if (state.pending !== undefined) state.pending.isDropped = true;
  state.pending = undefined;
  state.last = undefined;
}

const namesOf = (routes: readonly Route[], { workers }: Team): string[] => [...new Set(routes.flatMap((route) => workers.find(route.name) ?? []))];
