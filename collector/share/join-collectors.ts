import type { Database } from "@/lib/clickhouse/open-database.ts";
import { createDatabaseClock } from "./database-clock.ts";
import { type Charge, openGrownTraces } from "./grown-traces.ts";
import { keepBeating } from "./keep-beating.ts";
import { ownerOf } from "./rendezvous.ts";
import { runEvery } from "./run-every.ts";

/** How often a collector says that it lives, after what silence it counts as dead, and how often it looks for what it was told. */
interface ShareTiming {
  beatMs: number;
  deadAfterMs: number;
  listenMs: number;
}

const TIMING: ShareTiming = { beatMs: 2000, deadAfterMs: 10_000, listenMs: 400 };

/** What a collector joins with; `collector` is its id, and no two that live may have the same. */
export interface JoinParts {
  db: Database;
  project: string;
  collector: string;
  log: (line: string) => void;
  timing?: ShareTiming;
}

/** What a collector hears from the others. */
interface ShareListener {
  /** Of these, some are its own to analyse. */
  told(charges: readonly Charge[]): void;
  /** Others came or went, so that its share is another one. */
  changed(): void;
}

/** One collector among those that feed the same database: which work is its own, and what time it is for all of them. */
export interface CollectorShare {
  isShared(): boolean;
  /** Whether what belongs to a trace falls to this collector. */
  owns(traceId: string): boolean;
  /** Whether what is done by the clock falls to this collector. */
  isLeader(): boolean;
  tell(charges: readonly Charge[]): void;
  listen(listener: ShareListener): void;
  /** Unix nanoseconds by the database's clock. */
  now(): bigint;
  /** Unix nanoseconds that order what is written, over all collectors. */
  version(): Promise<bigint>;
  /** Says goodbye, so that the others take over at once. */
  leave(): Promise<void>;
}

const LEADER = "what is done by the clock";

/** Joins the living, or begins alone when the database does not answer yet. */
export async function joinCollectors({ db, project, collector, log, timing = TIMING }: JoinParts): Promise<CollectorShare> {
  const clock = createDatabaseClock(db, () => performance.now(), () => Date.now());
  const grown = openGrownTraces(db, project, () => Number(clock.now() / 1_000_000n));
  const life = keepBeating({ db, project, collector, log, timing }, clock);
  let listener: ShareListener | undefined;
  const isShared = (): boolean => life.living().size > 1;
  const owns = (traceId: string): boolean => ownerOf(traceId, life.living()) === collector;
  const meet = async (): Promise<void> => {
    if (!(await life.beat())) return;
    log(`Collectors at work: ${[...life.living()].toSorted().join(", ")}`);
    // Whoever told something before had others in mind.
    grown.rewind(2 * timing.deadAfterMs);
    listener?.changed();
  };
  const exchange = async (): Promise<void> => {
    await grown.flush();
    if (isShared()) listener?.told((await grown.read()).filter((charge) => owns(charge.leadId)));
  };
  const complain = (what: string) => (error: unknown) => log(`Cannot ${what}: ${error instanceof Error ? error.message : String(error)}`);
  await meet().catch(complain("tell other collectors of this one"));
  const rounds = [runEvery(timing.beatMs, meet, complain("tell other collectors of this one")), runEvery(timing.listenMs, exchange, complain("exchange grown traces with other collectors"))];
  return {
    isShared,
    owns,
    isLeader: () => owns(LEADER),
    tell: (charges) => grown.tell(charges),
    listen: (own) => {
      listener = own;
    },
    now: () => clock.now(),
    version: () => (isShared() ? clock.exactVersion() : clock.version()),
    async leave() {
      await Promise.all(rounds.map((round) => round.stop()));
      await grown.flush().catch(complain("tell other collectors what has grown"));
      await life.end().catch(complain("say goodbye to other collectors"));
    },
  };
}
