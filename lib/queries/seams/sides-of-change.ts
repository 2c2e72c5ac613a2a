import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Change, ChangeSide } from "@/lib/model/change.ts";
import type { VersionPair } from "@/lib/model/seam.ts";
import type { TimeWindow } from "../time-window.ts";
import type { ChangeTraffic } from "./read-change-traffic.ts";
import { cutWindow, overTraffic, TrafficParams } from "./traffic-of-window.ts";

type Changed = Pick<Change, "at" | "kind" | "subject" | "from" | "to" | "seamIds">;

/** What was handed over on both sides of a change. */
export interface Sides {
  before: ChangeSide;
  after: ChangeSide;
}

const NOTHING: ChangeSide = { handoffs: 0, failed: 0 };

/** Of a version: handoffs of the window on its seams that report the version before it, and those that report it. */
export function sidesByVersion(change: Changed, traffic: readonly ChangeTraffic[]): Sides {
  const ids = new Set(change.seamIds);
  const seams = traffic.filter((seam) => ids.has(seam.id));
  const reporting = (version: string): ChangeSide => add(seams.flatMap((seam) => seam.pairs.filter((pair) => reports(pair, seam, change, version))));
  return { before: reporting(change.from), after: reporting(change.to) };
}

function reports(pair: VersionPair, seam: ChangeTraffic, { kind, subject }: Changed, version: string): boolean {
  if (kind === "contract_version") return pair.contract === version;
  return (seam.source === subject && pair.source === version) || (seam.target === subject && pair.target === version);
}

const readSegments = overTraffic((traffic) => defineQuery({
  name: "change-segments",
  params: TrafficParams.extend({ cuts: z.array(z.int()) }),
  row: z.object({ id: z.string(), segment: z.coerce.number(), handoffs: z.coerce.number(), failed: z.coerce.number() }),
  sql: `
    SELECT id, arrayCount(cut -> cut <= toUnixTimestamp(at), {cuts: Array(Int64)}) AS segment, sum(n) AS handoffs, sum(bad) AS failed
    FROM ${traffic({ columns: "seam_id AS id, handoffs AS n, failed AS bad", of: "all seams" })}
    GROUP BY id, segment
    LIMIT 1000000`,
}));

const HOURS_FROM_MS = 6 * 86_400_000;

/** Of what no handoff reports: handoffs of the window on its seams that started before its minute (in a window of days, its hour), and since. */
export async function sidesByTime<Of extends Changed>(db: Database, { project, seamId, from, to }: TimeWindow & { project: string; seamId: string }, changes: readonly Of[]): Promise<Map<Of, Sides>> {
  if (changes.length === 0) return new Map();
  const stepS = to.getTime() - from.getTime() < HOURS_FROM_MS ? 60 : 3600;
  const cutOf = (change: Of): number => Math.floor(Date.parse(change.at) / 1000 / stepS) * stepS;
  const cuts = [...new Set(changes.map(cutOf))].toSorted((a, b) => a - b);
  const segments = await readSegments(db, { project, seamId, ...cutWindow({ from, to }, stepS === 60 ? "minute" : "hour"), cuts });
  return new Map(
    changes.map((change) => {
      const first = cuts.indexOf(cutOf(change)) + 1;
      const ids = new Set(change.seamIds);
      const own = segments.filter((segment) => ids.has(segment.id));
      return [change, { before: add(own.filter(({ segment }) => segment < first)), after: add(own.filter(({ segment }) => segment >= first)) }];
    }),
  );
}

const add = (parts: readonly ChangeSide[]): ChangeSide =>
  parts.reduce((sum, part) => ({ handoffs: sum.handoffs + part.handoffs, failed: sum.failed + part.failed }), NOTHING);
