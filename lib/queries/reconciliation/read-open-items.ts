import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { Leg } from "@/lib/model/handoff.ts";
import { OPEN_CLASSES, type OpenItem, RESOLVED_MAX } from "@/lib/model/reconciliation.ts";
import { lastProofOfLife } from "../seams/last-proof-of-life.ts";
import { Instant } from "../time-window.ts";
import { STANDING_RESOLUTIONS } from "./standing-resolutions.ts";

/** How many single handoffs of a group a page lists. */
export const ITEMS_SHOWN = 50;

const Group = z.object({ project: z.string(), class: z.enum(OPEN_CLASSES), reason: z.string(), seamId: z.string() });

/** Handoffs of one group that are open, the oldest first, and how many there are in all; `upTo` (RFC 3339) belongs to the window. */
export const listOpenHandoffs = defineQuery({
  name: "inbox-open-handoffs",
  params: Group.extend({ from: Instant, upTo: z.string(), limit: z.int().min(1).max(RESOLVED_MAX) }),
  row: z.object({ id: z.string(), startedAt: z.string(), source: z.string(), target: z.string(), inAll: z.coerce.number() }),
  sql: `
    SELECT handoff_id AS id, started_at AS startedAt, source, target, count() OVER () AS inAll
    FROM handoffs FINAL
    PREWHERE project = {project: String} AND seam_id = {seamId: String} AND has(finding_classes, {class: String})
        AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at <= parseDateTime64BestEffort({upTo: String}, 9, 'UTC')
    WHERE NOT candidate AND has(arrayZip(finding_classes, finding_reasons), ({class: String}, {reason: String}))
        AND handoff_id NOT IN (SELECT handoff_id FROM ${STANDING_RESOLUTIONS} WHERE class = {class: String})
    ORDER BY startedAt, id
    LIMIT {limit: UInt32}
    SETTINGS date_time_output_format = 'iso'`,
});

/** Single handoffs that are open by a class, wherever they stand; those that are not are left out. */
export const findOpenHandoffs = defineQuery({
  name: "inbox-find-open-handoffs",
  params: z.object({ project: z.string(), class: z.enum(OPEN_CLASSES), ids: z.array(z.string()).max(1000) }),
  row: z.object({ id: z.string(), seamId: z.string(), source: z.string(), target: z.string(), reason: z.string() }),
  sql: `
    SELECT handoff_id AS id, seam_id AS seamId, source, target, finding_reasons[indexOf(finding_classes, {class: String})] AS reason
    FROM handoffs FINAL
    PREWHERE project = {project: String} AND (seam_id, started_at, handoff_id) IN
    (
        SELECT seam_id, started_at, handoff_id FROM handoff_keys WHERE project = {project: String} AND key_kind = 'handoff' AND key IN {ids: Array(String)}
    )
    WHERE NOT candidate AND has(finding_classes, {class: String})
        AND handoff_id NOT IN (SELECT handoff_id FROM ${STANDING_RESOLUTIONS} WHERE class = {class: String})
    ORDER BY id
    LIMIT 1000`,
});

const readEvidence = defineQuery({
  name: "inbox-evidence",
  params: z.object({ project: z.string(), seamIds: z.array(z.string()).max(200), starts: z.array(z.string()), ids: z.array(z.string()) }),
  row: z.object({
    id: z.string(),
    correlationId: z.string(),
    findings: z.array(z.tuple([z.string(), z.string(), z.string()])),
    legs: z.string().transform((json) => z.array(Leg).parse(JSON.parse(json === "" ? "[]" : json))),
  }),
  sql: `
    SELECT
        handoff_id AS id, correlation_id AS correlationId, JSONExtractRaw(detail, 'legs') AS legs,
        arrayMap((one) -> (one.1, one.2, one.3), JSONExtract(summary, 'findings', 'Array(Tuple(class String, reason String, message String))')) AS findings
    FROM handoffs FINAL
    PREWHERE project = {project: String} AND (seam_id, started_at, handoff_id) IN
    (
        SELECT one.1, parseDateTime64BestEffort(one.2, 9, 'UTC'), one.3
        FROM (SELECT arrayJoin(arrayZip({seamIds: Array(String)}, {starts: Array(String)}, {ids: Array(String)})) AS one)
    )
    LIMIT 200`,
});

/** Where a handoff stands, and by which class and reason it is open. */
export interface Place {
  id: string;
  seamId: string;
  startedAt: string;
  class: (typeof OPEN_CLASSES)[number];
  reason: string;
}

/** What a page says of at most 200 open handoffs beside their names, by their ids. */
export async function readOpenItems(db: Database, project: string, places: readonly Place[]): Promise<Map<string, OpenItem>> {
  if (places.length === 0) return new Map();
  const rows = await readEvidence(db, { project, seamIds: places.map((one) => one.seamId), starts: places.map((one) => one.startedAt), ids: places.map((one) => one.id) });
  const evidence = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    places.map((place) => {
      const { correlationId = "", findings = [], legs = [] } = evidence.get(place.id) ?? {};
      const message = findings.find(([name, reason]) => name === place.class && reason === place.reason)?.[2] ?? "";
      return [place.id, { id: place.id, startedAt: place.startedAt, message, correlationId, lastProofOfLife: lastProofOfLife(legs, place.class) }];
    }),
  );
}
