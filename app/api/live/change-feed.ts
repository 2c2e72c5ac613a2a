import type { LiveChange } from "@/lib/model/live.ts";
import { createUnseen, type Unseen } from "@/lib/model/unseen.ts";

/** How long after the moment it carries a change may become readable: a large insert, shards whose clocks differ. */
export const OVERLAP_MS = 10_000;
/** The most changes that are told one by one; whoever has missed more reads anew. */
export const CHANGES_MAX = 2000;
const POLL_MS = 1000;
/** Rounds without news after which a sign of life goes out; proxies close what is silent for a minute. */
const ALIVE_ROUNDS = 15;

/** What a listener hears. `cursorMs` is where to go on from; `reset` means: more than can be told, read anew; `away`: the database does not answer. */
export type FeedNews = { kind: "changes"; changes: LiveChange[]; cursorMs: number } | { kind: "reset" | "alive"; cursorMs: number } | { kind: "away" };

/** What the feed asks of the database: rows since a moment, oldest first, and its clock in unix milliseconds. */
export interface ChangeSource {
  read(sinceMs: number): Promise<LiveChange[]>;
  nowMs(): Promise<number>;
}

/** One reading of the database for all who listen, and none while nobody does. */
export interface ChangeFeed {
  /** Starts to listen; returns what ends it. */
  listen(hear: (news: FeedNews) => void): () => void;
  /** The moment up to which everything was told; rejects while the database does not answer. */
  ready(): Promise<number>;
  readonly listeners: number;
}

interface Round {
  unseen: Unseen;
  quiet: number;
  away: boolean;
}

/** Reads once a second while anybody listens. `log` hears once that the database went away. */
export function createChangeFeed(source: ChangeSource, log: (error: unknown) => void): ChangeFeed {
  const hearers = new Set<(news: FeedNews) => void>();
  let started: Promise<Round> | undefined;
  // Whoever begins while another beginning is under way must not leave two of them at work.
  let current: Round | undefined;
  const goOn = (round: Round): void => {
    setTimeout(() => {
      if (current === round) void look(source, round, log).then((news) => hear(round, news));
    }, POLL_MS);
  };
  const hear = (round: Round, news: FeedNews | undefined): void => {
    if (current !== round) return;
    if (news !== undefined) for (const tell of hearers) tell(news);
    if (hearers.size === 0) stop();
    else goOn(round);
  };
  const stop = (): void => {
    [started, current] = [undefined, undefined];
  };
  const begin = async (): Promise<Round> => {
    const round = await firstRound(source);
    current = round;
    goOn(round);
    return round;
  };
  return {
    listen(tell) {
      hearers.add(tell);
      return () => {
        hearers.delete(tell);
        if (hearers.size === 0) stop();
      };
    },
    async ready() {
      started ??= begin();
      try {
        return (await started).unseen.cursorMs;
      } catch (error) {
        started = undefined;
        throw error;
      }
    },
    get listeners() {
      return hearers.size;
    },
  };
}

/** What could be read already counts as told: who listens from now on asks for what came before by its own cursor. */
async function firstRound(source: ChangeSource): Promise<Round> {
  const nowMs = await source.nowMs();
  const unseen = createUnseen(nowMs, OVERLAP_MS);
  unseen.take(await source.read(nowMs - OVERLAP_MS));
  return { unseen, quiet: 0, away: false };
}

async function look(source: ChangeSource, round: Round, log: (error: unknown) => void): Promise<FeedNews | undefined> {
  try {
    const read = await source.read(round.unseen.cursorMs - OVERLAP_MS);
    const wasAway = round.away;
    round.away = false;
    const changes = round.unseen.take(read);
    if (read.length >= CHANGES_MAX) return await skip(source, round);
    return newsOf(round, changes, wasAway);
  } catch (error) {
    if (round.away) return undefined;
    round.away = true;
    log(error);
    return { kind: "away" };
  }
}

/** So much happens that it cannot be told one by one: the feed goes on from now. */
async function skip(source: ChangeSource, round: Round): Promise<FeedNews> {
  round.unseen = createUnseen(await source.nowMs(), OVERLAP_MS);
  return { kind: "reset", cursorMs: round.unseen.cursorMs };
}

function newsOf(round: Round, changes: LiveChange[], wasAway: boolean): FeedNews | undefined {
  const { cursorMs } = round.unseen;
  round.quiet = changes.length > 0 || wasAway ? 0 : round.quiet + 1;
  if (changes.length > 0) return { kind: "changes", changes, cursorMs };
  if (!wasAway && round.quiet < ALIVE_ROUNDS) return undefined;
  round.quiet = 0;
  return { kind: "alive", cursorMs };
}
