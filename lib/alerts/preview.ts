import type { Measured } from "@/lib/model/alert-measure.ts";
import type { AlertRule } from "@/lib/model/alert-rule.ts";
import { evaluate } from "./evaluate.ts";
import { settle } from "./settle.ts";
import type { AlertSeam } from "./seam.ts";
import { QUIET, type World } from "./world.ts";
import { workingRule } from "./working-rule.ts";

/** What was measured at one moment of the past (unix milliseconds). */
export interface MeasuredMoment {
  atMs: number;
  measured: readonly Measured[];
}

/** A firing that would have been. */
interface PreviewedFiring {
  id: string;
  seam: Pick<AlertSeam, "id" | "source" | "target" | "contract"> | null;
  detail: string;
  openedAt: string;
  /** Null: it would fire still. */
  resolvedAt: string | null;
  durationMs: number;
  value: number | null;
  n: number;
  failed: number;
}

/** What a rule would have done. */
export interface RulePreview {
  firings: PreviewedFiring[];
  evaluations: number;
  /** Between evaluations, in milliseconds: more than the rule's `every` where that would be too many; then N-of-M and `for` are coarser than they will be. */
  stepMs: number;
}

/**
 * Replays a rule over measured history (oldest first, `stepMs` apart) with the code that evaluates it live. What would have been told is another matter:
 * silences and other rules are left out.
 */
export function previewRule(rule: AlertRule, history: readonly MeasuredMoment[], { stepMs, seams }: { stepMs: number; seams: ReadonlyMap<string, AlertSeam> }): RulePreview {
  const working = { ...workingRule({ ...rule, enabled: true }), everyMs: stepMs };
  const rules = new Map([[rule.id, working]]);
  const firings = new Map<string, PreviewedFiring>();
  let world: World = QUIET;
  let previousMs: number | undefined;
  let known = seams;
  for (const { atMs, measured } of history) {
    known = withMeasured(known, measured);
    const lastMs = previousMs;
    const moves = evaluate(world, { atMs, rules, due: [working], measured: new Map([[working.askKey, measured]]), seams: known, previousMsOf: () => lastMs });
    const settled = settle(world, moves, { atMs, silences: [], channels: [], seams: known, evidence: new Map(), intervalOf: () => null });
    for (const { firingId, event, message, detail } of settled.rows) {
      if (message === null) continue;
      const { seam, openedAt, value, n, failed } = firings.get(firingId) ?? message;
      const resolvedAt = event === "resolve" ? message.resolvedAt : null;
      firings.set(firingId, { id: firingId, seam, detail, openedAt, resolvedAt, durationMs: atMs - Date.parse(openedAt), value, n, failed });
    }
    world = settled.world;
    previousMs = atMs;
  }
  const endMs = previousMs ?? 0;
  const all = [...firings.values()].map((firing) => (firing.resolvedAt === null ? { ...firing, durationMs: endMs - Date.parse(firing.openedAt) } : firing));
  return { firings: all.toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1)), evaluations: history.length, stepMs };
}

/** Seams of the past that nothing passes any more are known by what was measured of them. */
function withMeasured(seams: ReadonlyMap<string, AlertSeam>, measured: readonly Measured[]): ReadonlyMap<string, AlertSeam> {
  const unknown = measured.filter(({ seamId }) => seamId !== "" && !seams.has(seamId));
  if (unknown.length === 0) return seams;
  return new Map([...seams, ...unknown.map(({ seamId, source, target, contract }) => [seamId, { id: seamId, source, target, contract, owner: null, sourceOwner: null, runbook: "" }] as const)]);
}
