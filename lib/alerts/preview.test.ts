import * as fc from "fast-check";
import { expect, test } from "vitest";
import { makeAlertSeam, makeMeasured, makeRule } from "@/lib/testing/alert-rules.ts";
import { evaluate } from "./evaluate.ts";
import { previewRule } from "./preview.ts";
import { settle } from "./settle.ts";
import { QUIET, type World } from "./world.ts";
import { workingRule } from "./working-rule.ts";

const START_MS = Date.parse("2026-11-21T12:00:00Z");
const STEP_MS = 60_000;
const SEAM = makeAlertSeam("a", "b");
const SEAMS = new Map([[SEAM.id, SEAM]]);
const historyOf = (values: readonly (number | null)[]) => values.map((value, index) => ({ atMs: START_MS + index * STEP_MS, measured: [makeMeasured(SEAM, value)] }));

test("it tells when a rule would have fired, by how much, and for how long", () => {
  const rule = makeRule({ metric: "failure_rate", above: 0.1, every: "1m", for: "1m" });
  expect(previewRule(rule, historyOf([0, 0.2, 0.3, 0.4, 0, 0.5, 0, 0.6, 0.7]), { stepMs: STEP_MS, seams: SEAMS })).toMatchObject({
    evaluations: 9, stepMs: STEP_MS,
    firings: [
      { seam: { id: "a-b" }, openedAt: "2026-11-21T12:02:00.000Z", resolvedAt: "2026-11-21T12:04:00.000Z", durationMs: 120_000, value: 0.3, n: 100 },
      { openedAt: "2026-11-21T12:08:00.000Z", resolvedAt: null, durationMs: 0, value: 0.7 },
    ],
  });
});

test("it tells exactly what the evaluator would have told", () => {
  const rule = makeRule({ metric: "failure_rate", above: 0.5, every: "1m", need: 2, of: 3, keepFiring: "1m" });
  const working = workingRule(rule);
  fc.assert(
    fc.property(fc.array(fc.constantFrom(0, 1, null), { maxLength: 60 }), (values) => {
      let world: World = QUIET;
      const told = historyOf(values).flatMap(({ atMs, measured }) => {
        const moves = evaluate(world, { atMs, rules: new Map([[rule.id, working]]), due: [working], measured: new Map([[working.askKey, measured]]), seams: SEAMS, previousMsOf: () => (atMs === START_MS ? undefined : atMs - STEP_MS) });
        const settled = settle(world, moves, { atMs, silences: [], channels: [], seams: SEAMS, evidence: new Map(), intervalOf: () => null });
        world = settled.world;
        return settled.rows.flatMap(({ event, at, firingId }) => (event === null ? [] : [`${event} ${firingId} ${at}`]));
      });
      const { firings } = previewRule(rule, historyOf(values), { stepMs: STEP_MS, seams: SEAMS });
      const previewed = firings.flatMap(({ id, openedAt, resolvedAt }) => [`open ${id} ${openedAt}`, ...(resolvedAt === null ? [] : [`resolve ${id} ${resolvedAt}`])]);
      expect(previewed).toEqual(told);
    }),
  );
});
