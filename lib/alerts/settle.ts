import type { AlertEvidence, AlertMessage, AlertTransition } from "@/lib/model/alert-firing.ts";
import type { Silence } from "@/lib/model/alert-silence.ts";
import { indexUpstream } from "./inhibition.ts";
import type { Instance, OpenFiring } from "./instance.ts";
import { NO_EVIDENCE, openMessage } from "./message.ts";
import { channelsFor, type RoutedChannel } from "./route.ts";
import { rowOf } from "./rows.ts";
import { isInScope } from "./scope.ts";
import type { AlertSeam } from "./seam.ts";
import { isAboutFiring, isSilent } from "./silence.ts";
import type { Move } from "./step-rule.ts";
import { sumUp } from "./sum-up.ts";
import { rankUpstream } from "./upstream-order.ts";
import { whatHeld } from "./what-held.ts";
import { instanceKey, type UntoldFiring, type World } from "./world.ts";
import type { WorkingRule } from "./working-rule.ts";

/** What decides who is told of what. */
export interface Telling {
  atMs: number;
  silences: readonly Silence[];
  channels: readonly RoutedChannel[];
  seams: ReadonlyMap<string, AlertSeam>;
  /** What is known of a firing that opens, by its id. */
  evidence: ReadonlyMap<string, AlertEvidence>;
  /** The confidence interval of so many failures among so many. */
  intervalOf: (failed: number, n: number) => AlertMessage["interval"];
}

/** The world after an evaluation, and what must be stored of it: one row an instance at most, and those that sum up what was not told. */
export interface Settled {
  world: World;
  rows: AlertTransition[];
}

/**
 * Decides what is told of an evaluation's moves, and of firings that were held back and no longer are. A firing is told as soon as neither a
 * silence nor a firing upstream holds it back, so once at most; its resolve is told exactly if it was; and one that ended untold is
 * counted by one event when what held it back has ended.
 */
export function settle(world: World, moves: readonly Move[], telling: Telling): Settled {
  const { atMs, silences } = telling;
  const next = new Map(world.instances);
  const rows = new Map<string, AlertTransition>();
  const untold: UntoldFiring[] = [...world.untold];
  for (const move of moves) {
    const key = instanceKey(move);
    if (move.step.standing.state === "ok") {
      next.delete(key);
      const { row, untold: one } = ending(move, telling);
      rows.set(key, row);
      if (one !== undefined) untold.push(one);
      continue;
    }
    const instance = movedTo(move, telling);
    next.set(key, instance);
    rows.set(key, rowOf(instance, atMs, null));
  }
  for (const [key, instance] of decide(next, silences, atMs)) {
    next.set(key, instance);
    rows.set(key, rowOf(instance, atMs, instance.firing?.isTold === true ? "open" : null));
  }
  const open = new Set([...next.values()].flatMap(({ firing }) => (firing === null ? [] : `firing:${firing.id}`)));
  const holds = (suppressor: string): boolean => open.has(suppressor) || silences.some((silence) => `silence:${silence.id}` === suppressor && isSilent(silence, atMs));
  const summed = sumUp(untold.filter(({ suppressedBy }) => !holds(suppressedBy)), { atMs, silences });
  return { world: { instances: next, untold: untold.filter(({ suppressedBy }) => holds(suppressedBy)) }, rows: [...[...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row), ...summed] };
}

/** The instance after a move that does not end it. */
function movedTo(move: Move, telling: Telling): Instance {
  const { ruleId, seamId, detail, before, judged, step, working } = move;
  const firing = step.change === "opened" && working !== undefined ? openFiring(working, move, telling) : (before?.firing ?? null);
  return { ruleId, seamId, detail, value: judged.value, n: judged.n, ...step.standing, firing };
}

function openFiring({ rule }: WorkingRule, move: Move, { atMs, evidence, intervalOf, seams, channels }: Telling): OpenFiring {
  const { firingId, judged, seam } = move;
  const isShare = rule.metric === "failure_rate" || rule.metric === "silent_rate";
  const message = openMessage(rule, move, { atMs, evidence: evidence.get(firingId) ?? NO_EVIDENCE, interval: isShare ? intervalOf(judged.failed, judged.n) : null });
  const about = seam === null ? [...seams.values()].filter((one) => rule.by === "group" && isInScope(rule, one)) : [seam];
  return { id: firingId, openedAtMs: atMs, isTold: false, suppressedBy: "", channels: channelsFor(rule, about, channels), message, ruleSavedAt: rule.savedAt };
}

/** The row that ends an instance. Its resolve goes to whom its open went. */
function ending({ ruleId, seamId, detail, before, judged, step, working }: Move, { atMs }: Telling): { row: AlertTransition; untold: UntoldFiring | undefined } {
  const at = new Date(atMs).toISOString();
  const plain = { ruleId, seamId, detail, at, state: "ok" as const, since: at, value: judged.value, n: judged.n, memory: "" };
  const firing = before?.firing ?? null;
  if (firing === null) return { row: { ...plain, firingId: "", event: null, channels: [], suppressedBy: "", message: null }, untold: undefined };
  const isChanged = working !== undefined && working.rule.savedAt !== firing.ruleSavedAt;
  const note = step.note === "" && isChanged ? "The rule was changed while this fired." : step.note;
  const message: AlertMessage = { ...firing.message, event: "resolve", resolvedAt: at, note, value: judged.value, n: judged.n, failed: judged.failed };
  const row: AlertTransition = { ...plain, firingId: firing.id, event: firing.isTold ? "resolve" : null, channels: [...firing.channels], suppressedBy: firing.suppressedBy, message };
  return { row, untold: firing.isTold ? undefined : { firingId: firing.id, suppressedBy: firing.suppressedBy, channels: firing.channels, message } };
}

/** Which firings that nobody was told of are told now, or are held back by something else than before; upstream ones are decided first. */
function decide(instances: ReadonlyMap<string, Instance>, silences: readonly Silence[], atMs: number): [string, Instance][] {
  const active = silences.filter((silence) => isSilent(silence, atMs)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const upstream = indexUpstream();
  const waiting: { key: string; instance: Instance; firing: OpenFiring }[] = [];
  const open = new Set<string>();
  for (const [key, instance] of instances) {
    const { firing } = instance;
    if (firing === null) continue;
    open.add(`firing:${firing.id}`);
    if (firing.isTold) upstream.add(instance);
    else waiting.push({ key, instance, firing });
  }
  const rank = rankUpstream(waiting.flatMap(({ firing }) => firing.message.seam ?? []));
  const rankOf = ({ message: { seam } }: OpenFiring): number => (seam === null ? 0 : rank(seam));
  waiting.sort((a, b) => a.firing.openedAtMs - b.firing.openedAtMs || rankOf(a.firing) - rankOf(b.firing) || (a.firing.id < b.firing.id ? -1 : 1));
  return waiting.flatMap(({ key, instance, firing }): [string, Instance][] => {
    const holding = active.filter((silence) => isAboutFiring(silence, firing.message.rule.name, scopedSeam(firing.message))).map(({ id }) => `silence:${id}`);
    const stays = firing.suppressedBy !== "" && (holding.includes(firing.suppressedBy) || open.has(firing.suppressedBy));
    const suppressedBy = stays ? firing.suppressedBy : (holding[0] ?? upstream.inhibitorOf(instance));
    const isTold = suppressedBy === "";
    const late = isTold && firing.openedAtMs < atMs ? `${lateNote(firing, silences)} ${firing.message.note}`.trim() : firing.message.note;
    const decided: Instance = { ...instance, firing: { ...firing, isTold, suppressedBy, message: { ...firing.message, note: late } } };
    upstream.add(decided);
    return suppressedBy === firing.suppressedBy && !isTold ? [] : [[key, decided]];
  });
}

const scopedSeam = ({ seam, owner }: AlertMessage) => (seam === null ? null : { ...seam, owner });

/** Why an open is told so long after it opened. */
const lateNote = ({ suppressedBy, message }: OpenFiring, silences: readonly Silence[]): string => `Fires since ${message.openedAt}, and was not told before because of ${whatHeld(suppressedBy, silences)}.`;
