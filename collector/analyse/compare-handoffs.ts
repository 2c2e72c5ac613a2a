import { createHash } from "node:crypto";
import type { HandoffKey } from "@/lib/clickhouse/handoff-row.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import type { Told } from "./news-of.ts";

/** A handoff as it stands in the database; `digest` is the MD5 of its whole JSON. */
export interface StandingHandoff extends HandoffKey, Told {
  digest: string;
}

/** What has to be written to make the database say what was found. */
export interface Changes {
  written: Handoff[];
  removed: HandoffKey[];
}

/**
 * Compares what stands with what was found: an unchanged handoff is left alone, one under another key or gone is taken away. What began before
 * `keptFromMs` (unix milliseconds) stays as it is, because spans it was made from may no longer be kept.
 */
export function compareHandoffs(standing: readonly StandingHandoff[], found: readonly Handoff[], keptFromMs = 0): Changes {
  const kept = new Set(standing.flatMap((handoff) => (Date.parse(handoff.startedAt) < keptFromMs ? [handoff.id] : [])));
  const byKey = new Map(standing.map((handoff) => [keyOf(handoff), handoff]));
  const keys = new Set(found.map(keyOf));
  return {
    written: found.filter((handoff) => !kept.has(handoff.id) && byKey.get(keyOf(handoff))?.digest !== digestOf(handoff)),
    removed: standing.filter((handoff) => !kept.has(handoff.id) && !keys.has(keyOf(handoff))),
  };
}

const keyOf = ({ seamId, startedAt, id }: { seamId: string; startedAt: string; id: string }): string => `${seamId} ${startedAt} ${id}`;

const digestOf = (handoff: Handoff): string => createHash("md5").update(JSON.stringify(handoff)).digest("hex");
