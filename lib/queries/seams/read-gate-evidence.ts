import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { Leg } from "@/lib/model/handoff.ts";
import type { GateDecision, SeamFacts } from "@/lib/seams/governance/seam-check.ts";
import { Instant, type TimeWindow } from "../time-window.ts";

/** Enough to judge by, few enough that one page may unpack their evidence. */
const LOOKED_MAX = 200;

const SeamWindow = z.object({ project: z.string(), seamId: z.string(), from: Instant, to: Instant });

/** Sorted once and then cut: groupArraySorted takes five times as long. */
const findLatest = defineQuery({
  name: "seam-latest-handoffs",
  params: SeamWindow,
  row: z.object({ gated: z.array(z.string()), arrived: z.array(z.string()) }),
  sql: `
    SELECT
        groupArrayIf(${LOOKED_MAX})(handoff_id, gate_ms IS NOT NULL) AS gated,
        groupArrayIf(${LOOKED_MAX})(handoff_id, verdict IN ('delivered', 'recovered')) AS arrived
    FROM
    (
        SELECT handoff_id, gate_ms, verdict
        FROM handoffs FINAL
        PREWHERE project = {project: String} AND seam_id = {seamId: String}
            AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
        WHERE NOT candidate
        ORDER BY started_at DESC, handoff_id
    )
    LIMIT 1`,
});

const readLegs = defineQuery({
  name: "seam-gate-legs",
  params: SeamWindow.extend({ ids: z.array(z.string()).max(2 * LOOKED_MAX) }),
  row: z.object({
    id: z.string(),
    legs: z.string().transform((json) => z.array(Leg).parse(JSON.parse(json))),
    chars: z.coerce.number(),
  }),
  sql: `
    SELECT
        handoff_id AS id,
        JSONExtractRaw(detail, 'legs') AS legs,
        lengthUTF8(JSONExtractString(detail, 'sent', 'body')) AS chars
    FROM handoffs FINAL
    PREWHERE project = {project: String} AND seam_id = {seamId: String}
        AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
        AND handoff_id IN {ids: Array(String)}
    LIMIT ${2 * LOOKED_MAX}`,
});

/** The latest decisions at gates of the seam in the window, and how many of the latest handoffs that arrived had passed one. */
export async function readGateEvidence(db: Database, window: TimeWindow & { project: string; seamId: string }): Promise<Pick<SeamFacts, "decisions" | "arrived">> {
  const [latest] = await findLatest(db, window);
  const { gated = [], arrived = [] } = latest ?? {};
  const ids = [...new Set([...gated, ...arrived])];
  const rows = new Map((ids.length === 0 ? [] : await readLegs(db, { ...window, ids })).map((row) => [row.id, row]));
  const isGated = (id: string): boolean => rows.get(id)?.legs.some((leg) => leg.kind === "gate_decided") === true;
  return {
    decisions: gated.flatMap((id) => rows.get(id) ?? []).flatMap(({ legs, chars }) => decisionIn(legs, chars)),
    arrived: { looked: arrived.length, gated: arrived.filter(isGated).length },
  };
}

/** The last decision of a handoff, with the question that it answers. An answer of which nobody tells what it was is no approval. */
function decisionIn(legs: readonly Leg[], chars: number): GateDecision[] {
  const decided = legs.findLast((leg) => leg.kind === "gate_decided");
  if (decided === undefined) return [];
  const asked = legs.findLast((leg) => leg.kind === "gate_requested" && BigInt(leg.at) <= BigInt(decided.at));
  return [
    {
      approved: /^approved\b/.test(decided.claim) && !legs.some((leg) => leg.kind === "rejected" && leg.side === "gate"),
      byPolicy: asked?.claim.startsWith("policy ") === true || /\((?:config|hook)\)$/.test(decided.claim),
      reviewMs: asked === undefined ? null : Number(BigInt(decided.at) - BigInt(asked.at)) / 1e6,
      payloadChars: chars === 0 ? null : chars,
    },
  ];
}
