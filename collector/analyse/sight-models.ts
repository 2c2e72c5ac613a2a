import type { Database } from "@/lib/clickhouse/open-database.ts";
import { rfc3339Of } from "@/lib/seams/moments.ts";
import { type ModelUse, modelsUsed } from "@/lib/seams/trace/models-used.ts";
import type { TraceIndex } from "@/lib/seams/trace/index-trace.ts";

/** How far the last call of a model may be behind what is stored of it, so that traffic of one model is not an insert for each batch. */
const STALE_NS = 3_600_000_000_000n;
/** Agents and models that are remembered; beyond, all are forgotten and told again, which changes nothing. */
const REMEMBERED_MAX = 10_000;

/** Writes which models agents call (`version_sightings`), and remembers what it has written. */
export type ModelSightings = (traces: readonly TraceIndex[]) => Promise<void>;

/** Sightings of one project. Telling one twice changes nothing: the database keeps the first and the last moment. */
export function createModelSightings(db: Database, project: string): ModelSightings {
  const written = new Map<string, { firstAt: bigint; lastAt: bigint }>();
  const isKnown = (use: ModelUse): boolean => {
    const known = written.get(keyOf(use));
    return known !== undefined && use.firstAt >= known.firstAt && use.lastAt < known.lastAt + STALE_NS;
  };
  return async (traces) => {
    const fresh = merge(traces.flatMap(modelsUsed).filter((use) => !isKnown(use)));
    if (fresh.length === 0) return;
    await db.insert("version_sightings", fresh.map(({ agent, model, firstAt, lastAt }) => ({
      project, kind: "model", subject: agent, version: model, seam_id: "", first_at: rfc3339Of(firstAt), last_at: rfc3339Of(lastAt),
    })));
    if (written.size + fresh.length > REMEMBERED_MAX) written.clear();
    for (const use of fresh) written.set(keyOf(use), widened(use, written.get(keyOf(use))));
  };
}

const keyOf = ({ agent, model }: ModelUse): string => JSON.stringify([agent, model]);

const widened = (use: ModelUse, by: Pick<ModelUse, "firstAt" | "lastAt"> | undefined): ModelUse =>
  by === undefined ? use : { ...use, firstAt: by.firstAt < use.firstAt ? by.firstAt : use.firstAt, lastAt: by.lastAt > use.lastAt ? by.lastAt : use.lastAt };

function merge(uses: readonly ModelUse[]): ModelUse[] {
  const merged = new Map<string, ModelUse>();
  for (const use of uses) merged.set(keyOf(use), widened(use, merged.get(keyOf(use))));
  return [...merged.values()];
}
