import { expect, test } from "vitest";
import type { AlertTransition } from "@/lib/model/alert-firing.ts";
import type { AlertRule } from "@/lib/model/alert-rule.ts";
import type { Silence } from "@/lib/model/alert-silence.ts";
import { makeAlertSeam, makeMeasured, makeWorkingRule } from "@/lib/testing/alert-rules.ts";
import { evaluate } from "./evaluate.ts";
import { settle } from "./settle.ts";
import type { AlertSeam } from "./seam.ts";
import { QUIET, type World } from "./world.ts";

const START_MS = Date.parse("2026-11-21T12:00:00Z");
const MINUTE_MS = 60_000;
const CHANNELS = [{ name: "b-team", owners: ["team-b"], byDefault: false }, { name: "c-team", owners: ["team-c"], byDefault: false }, { name: "rest", owners: [], byDefault: true }];

/** A world with these seams and rules, evaluated once a minute; `minute` is given the ids of seams on which every rule is above. */
function newWorld(seams: readonly AlertSeam[], drafts: readonly Partial<AlertRule>[] = [{ name: "lost" }]) {
  const byId = new Map(seams.map((seam) => [seam.id, seam]));
  const rules = new Map(drafts.map((draft) => [draft.name ?? "", makeWorkingRule({ every: "1m", ...draft })]));
  let world: World = QUIET;
  let minutes = 0;
  return {
    rules,
    minute(above: readonly string[], silences: readonly Silence[] = []): AlertTransition[] {
      const atMs = START_MS + minutes * MINUTE_MS;
      minutes += 1;
      const measured = seams.map((seam) => makeMeasured(seam, above.includes(seam.id) ? 1 : 0));
      const moves = evaluate(world, { atMs, rules, due: [...rules.values()], measured: new Map([...rules.values()].map(({ askKey }) => [askKey, measured])), seams: byId, previousMsOf: () => atMs - MINUTE_MS });
      const settled = settle(world, moves, { atMs, silences, channels: CHANNELS, seams: byId, evidence: new Map(), intervalOf: () => null });
      world = settled.world;
      return settled.rows;
    },
  };
}

const silenceOf = (minutes: number, more: Partial<Silence> = {}): Silence => ({
  id: "s1", reason: "deploy of the planner", by: "", startsAt: new Date(START_MS - 1).toISOString(), endsAt: new Date(START_MS + minutes * MINUTE_MS).toISOString(), endedAt: null, ...more,
});
const said = (rows: readonly AlertTransition[]): string[] => rows.map(({ event, seamId, suppressedBy, channels }) => `${event ?? "-"} ${seamId} [${channels.join()}]${suppressedBy === "" ? "" : ` ${suppressedBy.replace(/:.*/, "")}`}`);
const [AB, BC, CD] = [makeAlertSeam("a", "b"), makeAlertSeam("b", "c"), makeAlertSeam("c", "d")];

test("what is silenced and fires still when the silence ends is told then, with since when and why not before", () => {
  const world = newWorld([AB]);
  expect(said(world.minute(["a-b"], [silenceOf(2)]))).toEqual(["- a-b [b-team] silence"]);
  expect(world.minute(["a-b"], [silenceOf(2)])).toEqual([]);
  const [told] = world.minute(["a-b"], [silenceOf(2)]);
  expect(told).toMatchObject({ event: "open", channels: ["b-team"], suppressedBy: "", message: { openedAt: "2026-11-21T12:00:00.000Z", note: "Fires since 2026-11-21T12:00:00.000Z, and was not told before because of a silence (“deploy of the planner”)." } });
  expect(said(world.minute([], [silenceOf(2)]))).toEqual(["resolve a-b [b-team]"]);
});

test("what began and ended within a silence is counted in one event for each channel when it ends", () => {
  const world = newWorld([AB, BC]);
  const silences = [silenceOf(3)];
  world.minute(["a-b"], silences);
  expect(said(world.minute(["b-c"], silences))).toEqual(["- a-b [b-team] silence", "- b-c [c-team] silence"]);
  world.minute([], silences);
  const summed = world.minute([], silences);
  expect(summed.map(({ event, channels, message }) => [event, channels, message?.suppressed, message?.note])).toEqual([
    ["suppressed", ["b-team"], 1, expect.stringMatching(/^One firing began and ended untold because of a silence \(“deploy of the planner”\): lost on a → b \(\/a\/\w+\)\.$/)],
    ["suppressed", ["c-team"], 1, expect.stringContaining("b → c")],
  ]);
  expect(world.minute([], silences)).toEqual([]);
});

test("a silence that is ended by hand ends then", () => {
  const world = newWorld([AB]);
  world.minute(["a-b"], [silenceOf(60)]);
  expect(said(world.minute(["a-b"], [silenceOf(60, { endedAt: new Date(START_MS + 1).toISOString() })]))).toEqual(["open a-b [b-team]"]);
});

test.each<[string, Partial<Silence>, boolean]>([
  ["on another seam", { seam: "x-y" }, false], ["on agents that match", { target: "B*" }, true], ["of the owner", { owner: "Team-B" }, true], ["of another rule", { rule: "other" }, false],
  ["that begins later", { startsAt: new Date(START_MS + 1).toISOString() }, false],
])("a silence %s holds accordingly", (_, more, holds) => {
  const world = newWorld([AB]);
  expect(world.minute(["a-b"], [silenceOf(5, more)])[0]?.suppressedBy).toBe(holds ? "silence:s1" : "");
});

test("what is told is resolved even within a silence", () => {
  const world = newWorld([AB]);
  world.minute(["a-b"]);
  expect(said(world.minute([], [silenceOf(60)]))).toEqual(["resolve a-b [b-team]"]);
});

test("along a chain only the first seam is told, whichever way round they are measured, and all that inhibits is told itself", () => {
  for (const seams of [[AB, BC, CD], [CD, BC, AB]]) {
    const world = newWorld(seams);
    const rows = world.minute(["a-b", "b-c", "c-d"]);
    const root = rows.find(({ seamId }) => seamId === "a-b")?.firingId ?? "";
    expect(rows.map(({ seamId, event, suppressedBy }) => [seamId, event, suppressedBy])).toEqual([["a-b", "open", ""], ["b-c", null, `firing:${root}`], ["c-d", null, `firing:${root}`]]);
    expect(world.minute(["a-b", "b-c", "c-d"])).toEqual([]);
  }
});

test("when the seam upstream is well again, what fires on downstream is told, and what ended with it is counted", () => {
  const world = newWorld([AB, BC, CD]);
  world.minute(["a-b", "b-c", "c-d"]);
  expect(said(world.minute(["a-b", "b-c"]))).toEqual(["- c-d [rest] firing"]);
  const rows = world.minute(["b-c"]);
  expect(said(rows)).toEqual(["resolve a-b [b-team]", "open b-c [c-team]", "suppressed  [rest]"]);
  expect(rows[1]?.message?.note).toMatch(/^Fires since .* because of an alert upstream \(\/a\/\w+\)\.$/);
});

test("a more severe alert downstream is told at once, and so is one that fired before", () => {
  const severe = newWorld([AB, BC], [{ name: "up", target: "b", severity: "warning" }, { name: "down", target: "c", severity: "critical" }]);
  expect(said(severe.minute(["a-b", "b-c"]))).toEqual(["open b-c [c-team]", "open a-b [b-team]"]);
  const before = newWorld([AB, BC]);
  before.minute(["b-c"], [silenceOf(1, { seam: "b-c" })]);
  expect(said(before.minute(["a-b", "b-c"], [silenceOf(1, { seam: "b-c" })]))).toEqual(["open a-b [b-team]", "open b-c [c-team]"]);
});

test("in a circle somebody is told", () => {
  const world = newWorld([AB, makeAlertSeam("b", "a")]);
  expect(world.minute(["a-b", "b-a"]).filter(({ event }) => event === "open")).toHaveLength(1);
});

test("agents that nobody named are not the same one, and new classes do not travel", () => {
  const unnamed = newWorld([makeAlertSeam("a", "(unknown)"), makeAlertSeam("(unknown)", "c")]);
  expect(unnamed.minute(["a-(unknown)", "(unknown)-c"]).map(({ event }) => event)).toEqual(["open", "open"]);
  const classes = newWorld([AB, BC], [{ name: "class", metric: "new_class" }]);
  expect(classes.minute(["a-b", "b-c"]).map(({ event }) => event)).toEqual(["open", "open"]);
});

test("a rule that is deleted, switched off or made to be about something else while it fires resolves, and says why", () => {
  for (const [change, why] of [[undefined, /deleted/], [{ enabled: false }, /switched off/], [{ source: "z" }, /other seams/], [{ metric: "absence" as const }, /something else/], [{ by: "group" as const }, /other seams/]] as const) {
    const world = newWorld([AB]);
    world.minute(["a-b"]);
    if (change === undefined) world.rules.delete("lost");
    else world.rules.set("lost", makeWorkingRule({ name: "lost", every: "1m", ...change }));
    const row = world.minute(["a-b"]).find(({ seamId }) => seamId === "a-b");
    expect([row?.event, row?.state, row?.message?.note]).toEqual(["resolve", "ok", expect.stringMatching(why)]);
  }
});

test("a rule whose threshold was raised while it fires says so when it resolves", () => {
  const world = newWorld([AB]);
  world.minute(["a-b"]);
  world.rules.set("lost", makeWorkingRule({ name: "lost", every: "1m", above: 5, savedAt: "2026-11-21T12:00:30.000Z" }));
  expect(world.minute(["a-b"])[0]?.message).toMatchObject({ event: "resolve", note: "The rule was changed while this fired." });
});

test("a group fires as one, on all that was measured of its seams, and is told to the teams of all of them", () => {
  const world = newWorld([AB, BC], [{ name: "lost", by: "group", above: 1 }]);
  expect(world.minute(["a-b"])).toEqual([]);
  expect(world.minute(["a-b", "b-c"])).toMatchObject([{ seamId: "", event: "open", channels: ["b-team", "c-team"], value: 2, message: { seam: null, n: 200 } }]);
});
