import type { Sending } from "./dispatch.ts";
import type { Entry } from "./read-transcript.ts";

/** Words of a message that are looked at; the beginning says what is asked for. */
const WORDS_MAX = 200;
/** How much it counts that the next dispatch, often a second attempt, went to the same worker. */
const NEXT_BONUS = 0.25;
const NAMED_BONUS = 0.3;

/**
 * Whom messages went to that name nobody and got no answer: the worker whose answered messages share most words with it. The
 * dispatch that follows counts more than others, since what was not answered is asked again.
 */
export function guessTargets(known: readonly Sending[], open: readonly Entry[]): Sending[] {
  if (open.length === 0 || known.length === 0) return [];
  const profiles = profilesOf(known);
  const inOrder = known.toSorted((a, b) => (isBefore(a.entry, b.entry) ? -1 : 1));
  return open.map((entry) => ({ entry, target: likeliest(entry, profiles, inOrder.find((sending) => isBefore(entry, sending.entry))?.target), how: "guessed" }));
}

interface Profile {
  name: string;
  words: Map<string, number>;
  share: number;
}

function profilesOf(known: readonly Sending[]): Profile[] {
  const profiles = new Map<string, Profile>();
  for (const { entry, target } of known) {
    const profile = profiles.get(target) ?? { name: target, words: new Map<string, number>(), share: 0 };
    profile.share += 1 / known.length;
    for (const word of wordsOf(entry)) profile.words.set(word, (profile.words.get(word) ?? 0) + 1);
    profiles.set(target, profile);
  }
  return [...profiles.values()];
}

function likeliest(entry: Entry, profiles: readonly Profile[], next: string | undefined): string {
  const words = wordsOf(entry);
  const frequency = (word: string): number => profiles.filter((profile) => profile.words.has(word)).length;
  const scored = profiles.map((profile) => {
    const telling = words.filter((word) => profile.words.has(word)).reduce((sum, word) => sum + 1 / frequency(word), 0);
    const named = entry.message.text.toLowerCase().includes(profile.name.toLowerCase()) ? NAMED_BONUS : 0;
    return { name: profile.name, score: telling / Math.max(1, words.length) + profile.share * 0.2 + (profile.name === next ? NEXT_BONUS : 0) + named };
  });
  return scored.toSorted((a, b) => b.score - a.score)[0]?.name ?? "";
}

const wordsOf = ({ message }: Entry): string[] => [...new Set(message.text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu)?.slice(0, WORDS_MAX) ?? [])];

const isBefore = (a: Entry, b: Entry): boolean => a.span.startUnixNano < b.span.startUnixNano || (a.span.startUnixNano === b.span.startUnixNano && a.span.spanId < b.span.spanId);
