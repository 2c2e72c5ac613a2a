import type { Sending } from "./dispatch.ts";
import type { Entry } from "./read-transcript.ts";

/** Words of a message that are looked at; the beginning says what is asked for. */
const WORDS_MAX = 200;
/** Words depend on each other, so that each counts for less than in a naive Bayes classifier. */
const WORD_WEIGHT = 0.15;
/** What comes out is too sure of itself where targets follow no habit: in drawn logs of that kind more than every second such guess was wrong. */
const TRUST = 0.65;

/**
 * Whom messages went to that name nobody and got no answer, by Bayes' rule over the messages of the same log whose targets are
 * known: how often a worker is asked twice in a row (what was not answered is asked again), how often it is asked at all, and
 * the words it is asked with; somebody who has not been heard of is always possible. `confidence` is
 * the likelihood that comes out, with a discount.
 */
export function guessTargets(known: readonly Sending[], open: readonly Entry[]): Sending[] {
  if (open.length === 0 || known.length === 0) return [];
  const inOrder = known.toSorted((a, b) => a.entry.place - b.entry.place);
  const habits = habitsOf(inOrder);
  let next = 0;
  return open.map((entry): Sending => {
    while ((inOrder[next]?.entry.place ?? Infinity) < entry.place) next += 1;
    return { entry, how: "guessed", ...likeliest(entry, habits, inOrder[next] ?? inOrder[next - 1]) };
  });
}

interface Habits {
  workers: { name: string; asked: number; words: Map<string, number>; said: number }[];
  total: number;
  /** The likelihood that two dispatches in a row go to the same worker; few dispatches tell little. */
  stay: number;
  vocabulary: number;
}

function habitsOf(inOrder: readonly Sending[]): Habits {
  const workers = new Map<string, Habits["workers"][number]>();
  const vocabulary = new Set<string>();
  let stays = 0;
  for (const [at, { entry, target }] of inOrder.entries()) {
    const worker = workers.get(target) ?? { name: target, asked: 0, words: new Map<string, number>(), said: 0 };
    worker.asked += 1;
    for (const word of wordsOf(entry)) {
      worker.words.set(word, (worker.words.get(word) ?? 0) + 1);
      worker.said += 1;
      vocabulary.add(word);
    }
    workers.set(target, worker);
    if (at > 0 && inOrder[at - 1]?.target === target) stays += 1;
  }
  return { workers: [...workers.values()], total: inOrder.length, stay: (stays + 0.5) / (inOrder.length + 1), vocabulary: vocabulary.size };
}

function likeliest(entry: Entry, { workers, total, stay: usual, vocabulary }: Habits, beside: Sending | undefined): { target: string; confidence: number } {
  const words = wordsOf(entry);
  const neighbour = beside?.target;
  const stay = usual + (1 - usual) * (beside === undefined ? 0 : repeated(words, beside.entry));
  const besides = total - (workers.find((worker) => worker.name === neighbour)?.asked ?? 0);
  const scored = workers.map((worker) => {
    const prior = worker.name === neighbour ? stay : ((1 - stay) * worker.asked) / (besides + 1);
    const told = words.reduce((sum, word) => sum + Math.log(((worker.words.get(word) ?? 0) + 1) / (worker.said + vocabulary)), 0);
    return { target: worker.name, score: Math.log(Math.max(prior, 1e-6)) + WORD_WEIGHT * told };
  });
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one), { target: "", score: -Infinity });
  const stranger = Math.log((1 - stay) / (besides + 1)) - WORD_WEIGHT * words.length * Math.log(vocabulary + 1);
  const sum = [...scored.map(({ score }) => score), stranger].reduce((all, score) => all + Math.exp(score - best.score), 0);
  return { target: best.target, confidence: TRUST / sum };
}

/** How much of a message the next one repeats; below a third it is another task. */
function repeated(words: readonly string[], other: Entry): number {
  const there = new Set(wordsOf(other));
  const share = words.filter((word) => there.has(word)).length / Math.max(1, words.length);
  return share < 1 / 3 ? 0 : share;
}

const wordsOf = ({ message }: Entry): string[] => [...new Set(message.text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu)?.slice(0, WORDS_MAX) ?? [])];
