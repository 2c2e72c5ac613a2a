import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { AlertTransition } from "@/lib/model/alert-firing.ts";
import type { AlertRule } from "@/lib/model/alert-rule.ts";
import type { Silence } from "@/lib/model/alert-silence.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { makeAlertSeam, makeMeasured, makeWorkingRule } from "@/lib/testing/alert-rules.ts";
import { evaluate } from "./evaluate.ts";
import { worldOf } from "./rows.ts";
import { settle } from "./settle.ts";
import { QUIET, type World } from "./world.ts";
import type { WorkingRule } from "./working-rule.ts";

const EVERY_MS = 15_000;
const START_MS = Date.parse("2026-11-21T12:00:00Z");
/** Seams in a line, in a circle and on their own. */
const SEAMS = [makeAlertSeam("a", "b"), makeAlertSeam("b", "c"), makeAlertSeam("c", "a"), makeAlertSeam("c", "d"), makeAlertSeam("x", "y")];
const BY_ID = new Map(SEAMS.map((seam) => [seam.id, seam]));
const CHANNELS = [{ name: "ops", owners: ["team-b", "team-c"], byDefault: false }, { name: "c-only", owners: ["team-c"], byDefault: false }, { name: "rest", owners: [], byDefault: true }];

/** What happens between two evaluations, and at the second one. */
interface Tick {
  /** Intervals since the tick before: more than one where nobody evaluated. */
  intervals: number;
  values: (number | null | undefined)[];
  rules: (Partial<AlertRule> | null)[];
  silences: { index: number; endsInMs: number; rule: boolean }[];
  endSilence: boolean;
  restart: boolean;
}

const anyRule = fc.record({
  need: fc.integer({ min: 1, max: 3 }), of: fc.constantFrom(1, 1, 3, 4), for: fc.constantFrom("0s", "0s", "20s", "45s"), keepFiring: fc.constantFrom("0s", "0s", "30s"), noData: fc.constantFrom("keep" as const, "resolve" as const, "fire" as const),
  severity: fc.constantFrom("critical" as const, "warning" as const), metric: fc.constantFrom("lost" as const, "failure_rate" as const), by: fc.constantFrom("seam" as const, "seam" as const, "group" as const), enabled: fc.constantFrom(true, true, true, false), source: fc.constantFrom(undefined, undefined, "b", "c"),
}).map(({ source, ...rule }): Partial<AlertRule> => ({ ...rule, need: Math.min(rule.need, rule.of), above: 0.5, ...(source === undefined ? {} : { source }) }));

const noRules: fc.Arbitrary<Tick["rules"]> = fc.constant([]);
const noSilences: fc.Arbitrary<Tick["silences"]> = fc.constant([]);
const anyTick: fc.Arbitrary<Tick> = fc.record({
  intervals: fc.constantFrom(1, 1, 1, 1, 2, 7),
  values: fc.array(fc.constantFrom(0, 0, 1, 1, 1, null, undefined), { minLength: SEAMS.length, maxLength: SEAMS.length }),
  rules: fc.oneof({ weight: 8, arbitrary: noRules }, { weight: 1, arbitrary: fc.array(fc.option(anyRule), { minLength: 2, maxLength: 2 }) }),
  silences: fc.oneof({ weight: 4, arbitrary: noSilences }, { weight: 1, arbitrary: fc.array(fc.record({ index: fc.integer({ min: -1, max: SEAMS.length - 1 }), endsInMs: fc.integer({ min: 1, max: 90_000 }), rule: fc.boolean() }), { maxLength: 2 }) }),
  endSilence: fc.constantFrom(false, false, false, true),
  restart: fc.boolean(),
});

/** What is outside of evaluators: the clock, the rules, the silences, the table. */
interface Outside {
  atMs: number;
  previousMs: number | undefined;
  rules: Map<string, WorkingRule>;
  silences: Silence[];
}

function pass(outside: Outside, tick: Tick, index: number): Outside {
  const atMs = outside.atMs + tick.intervals * EVERY_MS;
  const rules = new Map(outside.rules);
  for (const [at, change] of tick.rules.entries()) {
    if (change === null) rules.delete(`rule-${at}`);
    else rules.set(`rule-${at}`, makeWorkingRule({ ...change, name: `rule-${at}`, savedAt: new Date(atMs).toISOString() }));
  }
  const at = new Date(atMs).toISOString();
  const ended = outside.silences.map((silence) => (tick.endSilence && silence.endedAt === null ? { ...silence, endedAt: at } : silence));
  const fresh = tick.silences.map(({ index: seam, endsInMs, rule }, n): Silence => {
    const scope = seam < 0 ? {} : { seam: SEAMS[seam]?.id ?? "" };
    return { id: `s${index}-${n}`, reason: "deploy", by: "", startsAt: at, endsAt: new Date(atMs + endsInMs).toISOString(), endedAt: null, ...scope, ...(rule ? { rule: "rule-0" } : {}) };
  });
  return { atMs, previousMs: outside.atMs, rules, silences: [...ended, ...fresh] };
}

/** One evaluation, from the world that an evaluator knows. */
function evaluateTick(world: World, { atMs, previousMs, rules, silences }: Outside, { values }: Tick) {
  const measured = SEAMS.flatMap((seam, index) => {
    const value = values[index];
    return value === undefined ? [] : [makeMeasured(seam, value, { failed: value === null ? 0 : value * 100 })];
  });
  const asked = new Map([...rules.values()].map(({ askKey }) => [askKey, measured]));
  const moves = evaluate(world, { atMs, rules, due: [...rules.values()], measured: asked, seams: BY_ID, previousMsOf: () => previousMs });
  return settle(world, moves, { atMs, silences, channels: CHANNELS, seams: BY_ID, evidence: new Map(), intervalOf: () => null });
}

/** A quiet end: rules are gone, silences are over, so that everything that began must have ended and been told. */
const QUIET_TICK: Tick = { intervals: 1, values: SEAMS.map(() => 0), rules: [null, null], silences: [], endSilence: true, restart: false };

function play(ticks: readonly Tick[], worldAt: (own: World, rows: readonly AlertTransition[], tick: Tick, index: number) => World): { rows: AlertTransition[]; world: World } {
  let outside: Outside = { atMs: START_MS, previousMs: undefined, rules: new Map([0, 1].map((at) => [`rule-${at}`, makeWorkingRule({ name: `rule-${at}`, above: 0.5 })])), silences: [] };
  const rows: AlertTransition[] = [];
  let world = QUIET;
  for (const [index, tick] of [...ticks, QUIET_TICK, QUIET_TICK].entries()) {
    outside = pass(outside, tick, index);
    const settled = evaluateTick(worldAt(world, rows, tick, index), outside, tick);
    rows.push(...settled.rows);
    world = settled.world;
  }
  return { rows, world };
}

const history = fc.array(anyTick, { minLength: 1, maxLength: 40 });

/** What went wrong with the firings of some rows, in words; nothing, where each was told as it must be. */
function faultsOf(rows: readonly AlertTransition[]): string[] {
  const firings = groupBy(rows.filter(({ ruleId, firingId }) => ruleId !== "" && firingId !== ""), ({ firingId }) => firingId);
  const summaries = rows.filter(({ event }) => event === "suppressed");
  const counted = summaries.flatMap(({ channels, memory }) => idsIn(memory).map((id) => `${id} ${channels[0] ?? ""}`));
  const told = [...firings].flatMap(([id, course]) => {
    const events = course.flatMap(({ event }) => event ?? []).join();
    const [opened] = course.filter(({ event }) => event === "open");
    const channels = course.at(-1)?.channels ?? [];
    const expected = events === "open,resolve" ? [] : (channels.length === 0 ? [""] : channels).map((channel) => `${id} ${channel}`);
    const found = counted.filter((one) => one.startsWith(id));
    return [
      ...(events === "open,resolve" || events === "" ? [] : [`${id} told ${events}`]),
      ...(course.filter(({ state }) => state === "ok").length === 1 ? [] : [`${id} did not end once`]),
      ...(opened === undefined || opened.channels.join() === channels.join() ? [] : [`${id} resolved elsewhere`]),
      ...(found.toSorted().join() === expected.toSorted().join() ? [] : [`${id} counted ${found.join()}, not ${expected.join()}`]),
    ];
  });
  return [...told, ...summaries.flatMap(({ message, memory }) => (message?.suppressed === idsIn(memory).length ? [] : ["a summary that counts something else"]))];
}

const idsIn = (memory: string): string[] => {
  const ids: unknown = Reflect.get(Object(JSON.parse(memory)), "suppressed");
  return Array.isArray(ids) ? ids.map(String) : [];
};

test("every firing has one open and one resolve, in this order and to the same channels, or is counted once for each channel it was kept from", () => {
  fc.assert(
    fc.property(history, (ticks) => {
      const { rows, world } = play(ticks, (own) => own);
      expect(faultsOf(rows)).toEqual([]);
      expect([...world.instances.keys(), ...world.untold]).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test("an evaluator that starts from the stored rows at any moment goes on as the one before would have", () => {
  fc.assert(
    fc.property(history, (ticks) => {
      const steady = play(ticks, (own) => own);
      const restarted = play(ticks, (own, rows, { restart }) => (restart ? worldOf(rows) : own));
      expect(restarted.rows).toEqual(steady.rows);
    }),
    { numRuns: 400 },
  );
});

test("two evaluators that take turns as they like, each looking for what the other one stored before it goes on, tell what one would", () => {
  fc.assert(
    fc.property(history, fc.infiniteStream(fc.boolean()), (ticks, turns) => {
      const known = new Map<boolean, { world: World; rows: number }>();
      let whose = false;
      const shared = play(ticks, (own, rows) => {
        known.set(whose, { world: own, rows: rows.length });
        whose = turns.next().value ?? false;
        const mine = known.get(whose);
        return mine !== undefined && mine.rows === rows.length ? mine.world : worldOf(rows);
      });
      expect(shared.rows).toEqual(play(ticks, (own) => own).rows);
    }),
  );
});

test("rows that are stored twice, as by two evaluators at one moment, are the same state, and what they tell has the same keys", () => {
  fc.assert(
    fc.property(history, (ticks) => {
      const { rows } = play(ticks, (own) => own);
      const doubled = play(ticks, (_, stored) => worldOf(stored.flatMap((row) => [row, row])));
      expect(doubled.rows).toEqual(rows);
      const keys = rows.flatMap(({ firingId, event, channels }) => (event === null ? [] : channels.map((channel) => `${firingId}:${event}:${channel}`)));
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});

test("no firing is held back by itself, by one that opened after it, or by one that nobody was told of", () => {
  fc.assert(
    fc.property(history, (ticks) => {
      const { rows } = play(ticks, (own) => own);
      const openedAt = new Map(rows.flatMap(({ firingId, message }) => (message === null ? [] : [[firingId, message.openedAt] as const])));
      const toldAt = new Map(rows.flatMap(({ firingId, event, at }) => (event === "open" ? [[firingId, at] as const] : [])));
      const held = rows.filter(({ suppressedBy, state }) => suppressedBy.startsWith("firing:") && state !== "ok");
      const wrong = held.filter(({ firingId, suppressedBy, at }) => {
        const by = suppressedBy.slice("firing:".length);
        return by === firingId || (openedAt.get(by) ?? "never") > (openedAt.get(firingId) ?? "") || (toldAt.get(by) ?? "never") > at;
      });
      expect(wrong).toEqual([]);
    }),
  );
});
