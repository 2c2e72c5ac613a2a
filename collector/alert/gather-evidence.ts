import { isInScope } from "@/lib/alerts/scope.ts";
import type { AlertSeam } from "@/lib/alerts/seam.ts";
import type { Move } from "@/lib/alerts/step-rule.ts";
import type { AlertEvidence } from "@/lib/model/alert-firing.ts";
import type { MeasureAsk } from "@/lib/model/alert-measure.ts";

/** Evidence is looked for so many firings at a time, and for so long; alerts do not wait for more. */
const AT_ONCE = 4;
const WITHIN_MS = 3000;

/** What evidence is looked for: of which seams, in which window, of what. */
export interface EvidenceAsked extends Pick<MeasureAsk, "metric" | "windowMs" | "classes"> {
  /** Empty for all, as of the product itself. */
  seamIds: readonly string[];
  detail: string;
}

/** How evidence is found, and what is said where it is not. */
export interface EvidenceParts {
  seams: ReadonlyMap<string, AlertSeam>;
  read: (asked: EvidenceAsked) => Promise<AlertEvidence>;
  log: (line: string) => void;
  monotonicMs: () => number;
}

/** The evidence of every firing that opens, by its id; of what there was no time for, or what failed, there is none, and the log says so. */
export async function gatherEvidence(moves: readonly Move[], { seams, read, log, monotonicMs }: EvidenceParts): Promise<Map<string, AlertEvidence>> {
  const evidence = new Map<string, AlertEvidence>();
  const opening = moves.filter(({ step }) => step.change === "opened");
  const untilMs = monotonicMs() + WITHIN_MS;
  const next = opening.values();
  const work = async (): Promise<void> => {
    for (const { working, seamId, detail, firingId } of next) {
      if (working === undefined || monotonicMs() > untilMs) continue;
      const { rule, ask: { metric, windowMs, classes } } = working;
      const seamIds = seamId !== "" ? [seamId] : working.isUnscoped ? [] : [...seams.values()].filter((seam) => isInScope(rule, seam)).map(({ id }) => id);
      const found = await read({ seamIds, detail, metric, windowMs, classes }).catch((error: unknown) => log(`Cannot read the evidence of the firing ${firingId}: ${error instanceof Error ? error.message : String(error)}`));
      if (found !== undefined) evidence.set(firingId, found);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (evidence.size < opening.length) log(`${opening.length - evidence.size} of ${opening.length} firings opened without evidence, since it was not found in time`);
  return evidence;
}
