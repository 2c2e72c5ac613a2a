import { evaluate } from "@/lib/alerts/evaluate.ts";
import type { Instance } from "@/lib/alerts/instance.ts";
import { settle } from "@/lib/alerts/settle.ts";
import type { WorkingRule } from "@/lib/alerts/working-rule.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { AlertTransition } from "@/lib/model/alert-firing.ts";
import type { AlertSnapshot } from "@/lib/model/alert-snapshot.ts";
import { readAlertEvidence } from "@/lib/queries/alerts/measure/read-alert-evidence.ts";
import { readMeasured } from "@/lib/queries/alerts/measure/read-measured.ts";
import { readChannels } from "@/lib/queries/alerts/read-channels.ts";
import { readSilences } from "@/lib/queries/alerts/read-silences.ts";
import { wilsonInterval } from "@/lib/queries/seams/wilson-interval.ts";
import type { Due } from "./due.ts";
import { type EvidenceAsked, gatherEvidence } from "./gather-evidence.ts";
import type { WorldKeeper } from "./keep-world.ts";
import type { WatchList } from "./watch-list.ts";

/** Somebody else stored something meanwhile: so often the same moment is evaluated anew. */
const ATTEMPTS = 3;

/** What an evaluation works with. */
export interface EvaluationParts {
  db: Database;
  project: string;
  keeper: WorldKeeper;
  watchList: WatchList;
  log: (line: string) => void;
  monotonicMs: () => number;
}

/** What an evaluation did. */
export interface Evaluated {
  /** In force and switched on. */
  rules: number;
  stored: readonly AlertTransition[];
  /** Instances that are not well afterwards, how many of them have a firing that goes on, and how many are in which state. */
  instances: number;
  firing: number;
  byState: AlertSnapshot["instances"];
}

/** Evaluates the rules of the intervals that are due and stores what changed. Throws when the database does not answer; then nothing of it counts. */
export async function evaluateMoment({ db, project, keeper, watchList, log, monotonicMs }: EvaluationParts, { atMs, everyMs }: Due, previousMs: ReadonlyMap<number, number>): Promise<Evaluated> {
  const rules = await watchList.rules();
  const due = [...rules.values()].filter((working) => working.rule.enabled && everyMs.includes(working.everyMs));
  const measured = due.length === 0 ? new Map() : await readMeasured(db, { project, at: new Date(atMs), isNow: true, asks: due.map(({ ask }) => ask) });
  const seams = await watchList.seams(atMs, measured);
  const silences = await readSilences(db, { project });
  const channels = await readChannels(db, { project });
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const world = await keeper.current(atMs);
    const moves = evaluate(world, { atMs, rules, due, measured, seams, previousMsOf: (every) => previousMs.get(every) });
    const read = (asked: EvidenceAsked) => readAlertEvidence(db, { project, at: new Date(atMs), ...asked });
    const evidence = await gatherEvidence(moves, { seams, read, log, monotonicMs });
    const settled = settle(world, moves, { atMs, silences, channels, seams, evidence, intervalOf: (failed, n) => wilsonInterval(Math.min(failed, n), n) ?? null });
    if (await keeper.store(settled, atMs)) return { rules: [...rules.values()].filter(({ rule }) => rule.enabled).length, stored: settled.rows, ...countOf(settled.world.instances.values()) };
  }
  throw new Error(`Cannot store what was evaluated: another evaluator is at work, and stored something each of ${ATTEMPTS} times`);
}

function countOf(instances: Iterable<Instance>): Pick<Evaluated, "instances" | "firing" | "byState"> {
  const all = [...instances];
  const of = (state: Instance["state"]): number => all.filter((one) => one.state === state).length;
  return { instances: all.length, firing: all.filter(({ firing }) => firing !== null).length, byState: { pending: of("pending"), firing: of("firing"), no_data: of("no_data") } };
}

/** The intervals of rules that are switched on. */
export const intervalsOf = (rules: ReadonlyMap<string, WorkingRule>): number[] => [...new Set([...rules.values()].flatMap(({ rule, everyMs }) => (rule.enabled ? [everyMs] : [])))];
