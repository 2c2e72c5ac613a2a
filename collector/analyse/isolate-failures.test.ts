import { expect, test } from "vitest";
import { isolateFailures } from "./isolate-failures.ts";

/** Isolation over an analysis that fails for the traces named in `bad`; what is to come again is kept in `again`. */
function isolation(bad: ReadonlySet<string>, database: { isUp: boolean }) {
  const again: [string, number][] = [];
  const isolated = isolateFailures({
    analyse: async (traceIds) => {
      await Promise.resolve();
      if (!database.isUp || traceIds.some((traceId) => bad.has(traceId))) throw new Error("no");
    },
    isDatabaseUp: async () => Promise.resolve(database.isUp),
    again: (traceIds, afterMs) => {
      for (const traceId of traceIds) again.push([traceId, afterMs]);
    },
    retryAfterMs: 1000,
    log: () => undefined,
  });
  return { isolated, again };
}

test("one bad trace comes again, at growing distances, until it is given up; the others are done at once", async () => {
  const { isolated, again } = isolation(new Set(["bad"]), { isUp: true });
  await isolated.run(["a", "bad", "b"]);
  expect(isolated.counts).toEqual({ analysed: 2, failedAttempts: 1, givenUp: 0 });
  for (let attempt = 2; attempt <= 8; attempt += 1) await isolated.run(["bad"]);
  expect(again.map(([, afterMs]) => afterMs)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 64_000]);
  expect(isolated.hasGivenUp("bad")).toBe(true);
  isolated.forget("bad");
  expect(isolated.hasGivenUp("bad")).toBe(false);
});

test("while the database does not answer no trace is blamed", async () => {
  const database = { isUp: false };
  const { isolated, again } = isolation(new Set(), database);
  for (let round = 0; round < 20; round += 1) await isolated.run(["a", "b"]);
  expect(isolated.counts).toEqual({ analysed: 0, failedAttempts: 0, givenUp: 0 });
  expect(again).toHaveLength(40);
  database.isUp = true;
  await isolated.run(["a", "b"]);
  expect(isolated.counts.analysed).toBe(2);
});
