import { groupBy } from "@/lib/model/group-by.ts";
import { byStrength, compare, doubtOf, isWeak, type Key, keyId, LINK_KIND, TASK_KIND } from "./key-strength.ts";

/** A trace carries a key. */
export interface CarriedKey extends Key {
  traceId: string;
}

/** What is asked for: the workflow of a key, or that of a trace. */
export type Start = Key | { traceId: string };

/** A key with the traces that carry it, in order of their ids. */
export interface JoinedTraces extends Key {
  traceIds: string[];
}

/** Traces that belong together, and by which keys. */
export interface Stitched {
  /** In order of their ids. */
  traceIds: string[];
  /** Those of them that serve other business tasks as well: they belong here, and nothing beyond them is followed. */
  shared: string[];
  joins: JoinedTraces[];
  ambiguous: (JoinedTraces & { why: string })[];
  /** Keys whose traces were taken in; a caller that reads step by step has to know the traces of each. */
  followed: Key[];
}

/** How many traces carry a key in all; more than there are rows when not all of them were read. */
export type CountTraces = (key: Key) => number;

interface Carried {
  keysOf: (traceId: string) => readonly CarriedKey[];
  tracesOf: (key: Key) => readonly string[];
  tasksOf: (traceId: string) => readonly string[];
  countOf: CountTraces;
}

/**
 * Which traces are one workflow. Strong keys join transitively, a thread's key only where it is the one asked for or leaves no
 * doubt. A trace that serves several business tasks (an executor that publishes all that was approved) is joined and not
 * followed: it would make one workflow of all its tasks. What is not joined for a doubt is listed with it. The answer depends
 * on the set of rows alone.
 */
export function stitch(start: Start, rows: readonly CarriedKey[], countOf?: CountTraces): Stitched {
  const carried = indexRows(rows, countOf);
  const first = "traceId" in start ? [start.traceId] : [...carried.tracesOf(start)];
  const asked = "traceId" in start ? undefined : keyId(start);
  const tasks = new Set(tasksOfStart(start, first, carried));
  const members = new Set(first);
  const followed = new Map<string, Key>(asked === undefined || "traceId" in start ? [] : [[asked, start]]);
  const doubted = new Map<string, Key & { why: string }>();
  let layer: string[] = first.filter((traceId) => !isShared(traceId, tasks, carried));
  while (layer.length > 0) {
    const keys = distinct(layer.flatMap((traceId) => carried.keysOf(traceId))).filter((key) => !followed.has(keyId(key)) && !doubted.has(keyId(key)));
    const reached = new Set<string>();
    for (const key of keys) {
      const why = doubtOf(key, carried.countOf(key)) ?? doubtOfThread(key, carried);
      if (why !== undefined) doubted.set(keyId(key), { ...key, why });
      else {
        followed.set(keyId(key), key);
        for (const traceId of carried.tracesOf(key)) if (!members.has(traceId)) reached.add(traceId);
      }
    }
    adoptTask(tasks, reached, carried);
    for (const traceId of reached) members.add(traceId);
    layer = [...reached].filter((traceId) => !isShared(traceId, tasks, carried));
  }
  return assemble({ members, tasks, followed: [...followed.values()], doubted: [...doubted.values()], asked }, carried);
}

function indexRows(rows: readonly CarriedKey[], countOf: CountTraces | undefined): Carried {
  const linked = rows.filter((row) => row.kind === LINK_KIND).map((row) => ({ ...row, traceId: row.key }));
  const unique = [...new Map([...rows, ...linked].map((row) => [`${row.traceId}\n${keyId(row)}`, row])).values()];
  const byTrace = groupBy(unique, (row) => row.traceId);
  const byKey = new Map([...groupBy(unique, keyId)].map(([id, own]) => [id, own.map((row) => row.traceId).toSorted(compare)]));
  const tracesOf = (key: Key) => byKey.get(keyId(key)) ?? [];
  const tasksOf = (traceId: string) => (byTrace.get(traceId) ?? []).filter((row) => row.kind === TASK_KIND).map((row) => row.key);
  return { keysOf: (traceId) => byTrace.get(traceId) ?? [], tracesOf, tasksOf, countOf: (key) => Math.max(tracesOf(key).length, countOf?.(key) ?? 0) };
}

const distinct = (keys: readonly Key[]): Key[] => [...new Map(keys.map(({ kind, key }) => [keyId({ kind, key }), { kind, key }])).values()].toSorted(byStrength);

/** The business task of what is asked for: named by the key itself, else what all the traces that name one have in common, else all they name. */
function tasksOfStart(start: Start, traceIds: readonly string[], { tasksOf }: Carried): string[] {
  if (!("traceId" in start) && start.kind === TASK_KIND) return [start.key];
  const naming = traceIds.map(tasksOf).filter((tasks) => tasks.length > 0);
  const [first = [], ...others] = naming;
  const common = first.filter((task) => others.every((tasks) => tasks.includes(task)));
  return common.length > 0 ? common : [...new Set(naming.flat())];
}

/** Whether a trace serves a business task that is not this workflow's, or more than one. */
function isShared(traceId: string, tasks: ReadonlySet<string>, { tasksOf }: Carried): boolean {
  const own = tasksOf(traceId);
  return own.length > 1 || own.some((task) => !tasks.has(task));
}

/** A workflow that names no task yet takes the one that all newly reached traces agree on. */
function adoptTask(tasks: Set<string>, reached: ReadonlySet<string>, { tasksOf }: Carried): void {
  if (tasks.size > 0) return;
  const named = new Set([...reached].flatMap(tasksOf));
  if (named.size === 1) for (const task of named) tasks.add(task);
}

/** A thread whose traces name different business tasks holds more than one workflow. */
function doubtOfThread(key: Key, { tracesOf, tasksOf }: Carried): string | undefined {
  if (!isWeak(key.kind)) return undefined;
  const tasks = new Set(tracesOf(key).flatMap(tasksOf));
  return tasks.size > 1 ? `its traces name ${tasks.size} different business tasks` : undefined;
}

interface Found {
  members: ReadonlySet<string>;
  tasks: ReadonlySet<string>;
  followed: readonly Key[];
  doubted: readonly (Key & { why: string })[];
  asked: string | undefined;
}

function assemble({ members, tasks, followed, doubted, asked }: Found, carried: Carried): Stitched {
  const shared = [...members].filter((traceId) => isShared(traceId, tasks, carried)).toSorted(compare);
  const within = (key: Key) => carried.tracesOf(key).filter((traceId) => members.has(traceId));
  const joins = followed.map(({ kind, key }) => ({ kind, key, traceIds: within({ kind, key }) })).filter((join) => join.traceIds.length > 1 || keyId(join) === asked);
  const beyond = distinct(shared.flatMap((traceId) => carried.keysOf(traceId))).filter((key) => key.kind === TASK_KIND && !tasks.has(key.key));
  const sharing = beyond.map((key) => ({ ...key, traceIds: [...carried.tracesOf(key)], why: whyShared(shared.filter((traceId) => carried.tasksOf(traceId).includes(key.key)), carried) }));
  const own = shared.length === 1 && members.size === 1 ? [...tasks].map((key) => ({ kind: TASK_KIND, key })) : [];
  const several = own.length < 2 ? [] : own.map((key) => ({ ...key, traceIds: [...carried.tracesOf(key)], why: `the trace serves ${own.length} business tasks, so none of them is followed from it` }));
  const refused = doubted.filter((key) => carried.countOf(key) > 1).map((key) => ({ ...key, traceIds: [...carried.tracesOf(key)] }));
  return {
    traceIds: [...members].toSorted(compare),
    shared,
    joins: joins.toSorted(byStrength),
    ambiguous: [...refused, ...sharing, ...several].toSorted(byStrength),
    followed: followed.toSorted(byStrength),
  };
}

function whyShared([traceId = "", ...others]: readonly string[], { tasksOf }: Carried): string {
  const tasks = tasksOf(traceId).length;
  const which = others.length === 0 ? `trace ${traceId.slice(0, 8)}…` : `${others.length + 1} traces`;
  return tasks > 1 ? `another business task: ${which} serves ${tasks} of them, so what is beyond is not followed` : `another business task, touched by ${which}`;
}
