import { expect, test } from "vitest";
import type { Change } from "@/lib/model/change.ts";
import { placeMarks } from "./place-marks.ts";

const WINDOW = { from: "2026-11-20T00:00:00Z", to: "2026-11-21T00:00:00Z" };
const change = (at: string): Change => ({ at, kind: "agent_version", how: "seen", subject: "writer", from: "1.0.0", to: "2.0.0", seamIds: [], before: { handoffs: 0, failed: 0 }, after: { handoffs: 0, failed: 0 }, by: "version" });

test("placeMarks() puts each mark where its time is, and words that would meet into rows of their own", () => {
  const marks = placeMarks([change("2026-11-20T06:00:00Z"), change("2026-11-20T06:01:00Z"), change("2026-11-20T12:00:00Z")], WINDOW);
  expect(marks.map(({ leftPercent, row, hasWords }) => [Math.round(leftPercent), row, hasWords])).toEqual([[25, 0, true], [25, 1, true], [50, 0, true]]);
});

test("placeMarks() keeps every mark when there is no room for its words, below those of others, and none outside the strip", () => {
  const marks = placeMarks([...Array.from({ length: 5 }, () => change("2026-11-20T06:00:00Z")), change("2026-11-25T00:00:00Z")], WINDOW);
  expect(marks.filter((mark) => !mark.hasWords).map((mark) => mark.row)).toEqual([3, 3]);
  expect(marks.filter((mark) => mark.hasWords).every((mark) => mark.row < 3)).toBe(true);
  expect(marks.at(-1)).toMatchObject({ leftPercent: 100, isRight: true, hasWords: true });
});
