import { expect, test } from "vitest";
import { cutMeasured } from "./measure-window.ts";

const secondsOf = (time: string): number => Date.parse(`2026-11-20T${time}Z`) / 1000;
const AT = new Date("2026-11-20T10:57:30Z");
const TWO_HOURS_MS = 7_200_000;

test("at this moment the hour at hand is one bucket of a window, and at a past one it is its minutes", () => {
  const start = { start: secondsOf("08:57:00"), hoursFrom: secondsOf("09:00:00") };
  expect(cutMeasured(AT, TWO_HOURS_MS, true)).toMatchObject({ ...start, hoursTo: secondsOf("11:00:00"), end: secondsOf("11:00:00") });
  expect(cutMeasured(AT, TWO_HOURS_MS, false)).toMatchObject({ ...start, hoursTo: secondsOf("10:00:00"), end: secondsOf("10:58:00") });
});

test("a window within the hour at hand is made of minutes all the same", () => {
  const { start, hoursFrom, hoursTo, end } = cutMeasured(AT, 300_000, true);
  expect([start, hoursFrom, hoursTo, end]).toEqual([secondsOf("10:52:00"), secondsOf("11:00:00"), secondsOf("11:00:00"), secondsOf("11:00:00")]);
});
