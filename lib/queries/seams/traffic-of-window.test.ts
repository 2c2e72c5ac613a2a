import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cutWindow } from "./traffic-of-window.ts";

const isOn = (stepS: number, from: number, to: number): boolean => from === to || (from % stepS === 0 && to % stepS === 0);
const minute = fc.integer({ min: 0, max: 60 * 24 * 365 * 80 });

test("the stretches of a window follow one another without a gap, on the bounds of what they are read from", () => {
  fc.assert(
    fc.property(minute, fc.integer({ min: 0, max: 60 * 24 * 70 }), fc.constantFrom("minute", "hour", "day"), (first, length, coarsest) => {
      const cuts = cutWindow({ from: new Date(first * 60_000), to: new Date((first + length) * 60_000) }, coarsest);
      const { start, hoursFrom, daysFrom, daysTo, hoursTo, end } = cuts;
      expect([start, end]).toEqual([first * 60, (first + length) * 60]);
      expect([start, hoursFrom, daysFrom, daysTo, hoursTo, end]).toEqual([start, hoursFrom, daysFrom, daysTo, hoursTo, end].toSorted((a, b) => a - b));
      expect([isOn(3600, hoursFrom, daysFrom) || isOn(3600, hoursFrom, hoursTo), isOn(86_400, daysFrom, daysTo)]).toEqual([true, true]);
      expect(coarsest === "minute" || hoursFrom - start + (end - hoursTo) < 2 * 3600).toBe(true);
    }),
  );
});
