import { type NameBook, isHuman, isLeading, isMachine, nameBook, nameKey, NAMES_MAX } from "./agent-names.ts";
import { calledIn } from "./called-names.ts";
import { type AddressReader, addressReader } from "./read-address.ts";
import { readLedger } from "./read-ledger.ts";
import { teamIn } from "./read-message.ts";
import type { Entry } from "./read-transcript.ts";

/** Who hands out work in a log, and whom it can hand it to. */
export interface Team {
  hub: string;
  /** Names of those who can be given work, also of those who never speak. */
  workers: NameBook;
  reader: AddressReader;
}

/** Below this share of turns between the hub and somebody else a log is a round of talk, without an orchestrator. */
const STAR_SHARE_MIN = 0.9;
const STAR_TURNS_MIN = 4;

/** The orchestrator of a log, found by what it says, what it is called, or because every second turn is its own. */
export function findTeam(entries: readonly Entry[]): Team | undefined {
  const speakers = nameBook(entries.map((entry) => entry.speaker));
  if (speakers.names.length > NAMES_MAX || speakers.names.length < 2 && entries.length < 2) return undefined;
  const hub = namedByRouting(entries, speakers) ?? namedByCalling(entries, speakers) ?? namedByTurns(entries, speakers);
  if (hub === undefined) return undefined;
  const told = namesToldBy(entries.filter((entry) => nameKey(entry.speaker) === nameKey(hub)), speakers);
  const routed = new Set(told.routed.map(nameKey));
  const names = [...speakers.names, ...told.routed, ...told.called];
  const workers = nameBook(names.filter((name) => nameKey(name) !== nameKey(hub) && (!isHuman(name) || routed.has(nameKey(name)))));
  return workers.names.length === 0 || workers.names.length > NAMES_MAX ? undefined : { hub, workers, reader: addressReader(workers) };
}

/** Names in the orchestrator's ledgers and labels (people are given work only there), and those its plans and messages begin with. */
function namesToldBy(own: readonly Entry[], speakers: NameBook): { routed: string[]; called: string[] } {
  const isKnown = (name: string): boolean => speakers.find(name) !== undefined;
  const routed = own.flatMap(({ message: { text }, label }) => {
    const to = /^(?:->|→)\s*(.+)$/.exec(label)?.[1];
    const ledger = text.includes("{") || text.includes("next_") ? readLedger(text, isKnown) : undefined;
    return [...(to === undefined ? [] : [to]), ...(ledger?.routes ?? []).map((route) => route.name)];
  });
  return { routed, called: [...own.flatMap(({ message }) => teamIn(message.text)), ...calledIn(own.map(({ message }) => message.text), isKnown)] };
}

/** The speaker of most ledgers and labels that name somebody else as next. */
function namedByRouting(entries: readonly Entry[], speakers: NameBook): string | undefined {
  const isKnown = (name: string): boolean => speakers.find(name) !== undefined;
  const counts = new Map<string, number>();
  for (const { speaker, label, message: { text } } of entries) {
    const routes = /^(?:->|→)/.test(label) ? [{ name: label }] : text.includes("{") ? (readLedger(text, isKnown)?.routes ?? []) : [];
    if (isHuman(speaker) || !routes.some((route) => nameKey(route.name) !== nameKey(speaker) && (label !== "" || isKnown(route.name) || text.includes("next_speaker")))) continue;
    counts.set(nameKey(speaker), (counts.get(nameKey(speaker)) ?? 0) + 1);
  }
  return speakers.find(most(counts) ?? "");
}

/** The speaker who is called what orchestrators are called; of several the one who speaks most. */
function namedByCalling(entries: readonly Entry[], speakers: NameBook): string | undefined {
  const leading = entries.filter(({ speaker }) => isLeading(speaker) && !isMachine(speaker) && !isHuman(speaker));
  const counts = new Map<string, number>();
  for (const { speaker } of leading) counts.set(nameKey(speaker), (counts.get(nameKey(speaker)) ?? 0) + (/orchestrat/i.test(speaker) ? entries.length : 1));
  return speakers.find(most(counts) ?? "");
}

/** The speaker who stands on one side of nearly every change of turns between at least two others. */
function namedByTurns(entries: readonly Entry[], speakers: NameBook): string | undefined {
  const turns = entries.filter(({ speaker }) => !isHuman(speaker)).map(({ speaker }) => nameKey(speaker));
  const changes = turns.slice(1).flatMap((next, at) => (next === turns[at] ? [] : [{ from: turns[at] ?? "", to: next }]));
  const counts = new Map<string, number>();
  for (const { from, to } of changes) for (const name of [from, to]) counts.set(name, (counts.get(name) ?? 0) + 1);
  const hub = most(counts);
  if (hub === undefined || changes.length < STAR_TURNS_MIN || (counts.get(hub) ?? 0) < changes.length * STAR_SHARE_MIN) return undefined;
  const others = new Set(changes.flatMap(({ from, to }) => [from, to]).filter((name) => name !== hub));
  return others.size < 2 || isMachine(hub) ? undefined : speakers.find(hub);
}

function most(counts: ReadonlyMap<string, number>): string | undefined {
  let best: string | undefined;
  for (const [name, count] of counts) if (best === undefined || count > (counts.get(best) ?? 0)) best = name;
  return best;
}
