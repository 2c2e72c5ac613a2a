import { expect, test, vi } from "vitest";
import { log, throttleLog } from "./log.ts";

test("log() keeps one event on one line, whatever is in it", () => {
  const written = vi.spyOn(console, "log").mockReturnValue(undefined);
  log("a\nb\r\u001b[31mc\u0085d");
  expect(written.mock.calls[0]?.[0]).toMatch(/^[\d-]+T[\d:.]+Z a b  \[31mc d$/);
  written.mockRestore();
});

test("throttleLog() lets one line through in a while and says how many it kept back", () => {
  let nowMs = 0;
  const lines: string[] = [];
  const write = throttleLog((line) => lines.push(line), 1000, () => nowMs);
  for (const line of ["first", "second", "third"]) write(line);
  nowMs = 1000;
  write("fourth");
  nowMs = 5000;
  write("fifth");
  expect(lines).toEqual(["first", "fourth (and 2 such lines left out before it)", "fifth"]);
});
