import { expect, test } from "vitest";
import { whoLives } from "./who-lives.ts";

const MINUTE = 60_000;
const beat = (collector: string, ageMs: number, gone = false) => ({ collector, ageMs, gone });
const living = (beats: Parameters<typeof whoLives>[0], before: string[] = [], isBackLately = false): string[] =>
  [...whoLives(beats, { self: "me", before: new Set(before), deadAfterMs: 10_000, isBackLately })].toSorted();

test("who was heard of within ten seconds lives, and so does whoever asks", () => {
  expect(living([])).toEqual(["me"]);
  expect(living([beat("a", 9999), beat("b", 10_001), beat("c", 0, true)])).toEqual(["a", "me"]);
});

test("a beat from before the database's clock was set back does not make a dead collector live", () => {
  expect(living([beat("a", -60 * MINUTE), beat("b", -500)])).toEqual(["b", "me"]);
});

test("after the database was away nobody is given up for having been silent, unless he said goodbye", () => {
  const beats = [beat("a", 10 * MINUTE), beat("b", 10 * MINUTE, true), beat("c", 10 * MINUTE)];
  expect(living(beats, ["a", "b"], true)).toEqual(["a", "me"]);
  expect(living(beats, ["a", "b"])).toEqual(["me"]);
});
