import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { CHANGE_KINDS, type Change, type Changes } from "@/lib/model/change.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { Instant, type TimeWindow, wholeMinutes } from "../time-window.ts";
import { type ChangeTraffic, readChangeTraffic } from "./read-change-traffic.ts";
import { sidesByTime, sidesByVersion } from "./sides-of-change.ts";

/** As many marks as a timeline can tell apart; what is beyond is counted. */
const CHANGES_MAX = 200;

const Asked = z.object({ project: z.string(), from: Instant, to: Instant });
const AT = "concat(replaceOne(toString(begun), ' ', 'T'), 'Z')";

/** Versions and models seen for the first time in the window, each with the one first seen before it; of nothing before, it is no change. */
const readSightings = defineQuery({
  name: "change-sightings",
  params: Asked.extend({ seamId: z.string(), agents: z.array(z.string()) }),
  row: z.object({ kind: z.enum(CHANGE_KINDS), subject: z.string(), from: z.string(), to: z.string(), at: z.string(), seamIds: z.array(z.string()), all: z.coerce.number() }),
  sql: `
    SELECT kind, subject, previous AS \`from\`, version AS \`to\`, ${AT} AS at, seams AS seamIds, count() OVER () AS all
    FROM
    (
        SELECT
            kind, subject, version, begun, seams,
            lagInFrame(version) OVER (PARTITION BY kind, subject ORDER BY begun, version ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS previous
        FROM
        (
            SELECT kind, subject, version, min(first_at) AS begun, arraySort(groupUniqArrayIf(seam_id, seam_id != '')) AS seams
            FROM version_sightings
            WHERE project = {project: String}
                AND ({seamId: String} = '' OR seam_id = {seamId: String} OR (kind = 'model' AND subject IN {agents: Array(String)}))
            GROUP BY kind, subject, version
        )
    )
    WHERE previous != '' AND begun >= {from: DateTime64(3, 'UTC')} AND begun < {to: DateTime64(3, 'UTC')}
    ORDER BY begun DESC, kind, subject, version
    LIMIT ${CHANGES_MAX}`,
});

/** Pushes that begin to apply in the window, each with the version pushed before it. */
const readPushes = defineQuery({
  name: "change-pushes",
  params: Asked,
  row: z.object({ subject: z.string(), from: z.string(), to: z.string(), at: z.string(), source: z.string(), target: z.string() }),
  sql: `
    SELECT name AS subject, previous AS \`from\`, version AS \`to\`, ${AT} AS at, seam_source AS source, seam_target AS target
    FROM
    (
        SELECT
            name, version, applies_from AS begun,
            JSONExtractString(contract, 'seam', 'source') AS seam_source,
            JSONExtractString(contract, 'seam', 'target') AS seam_target,
            lagInFrame(version) OVER (PARTITION BY name ORDER BY pushed_at, version ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS previous
        FROM contracts
        WHERE project = {project: String}
    )
    WHERE begun >= {from: DateTime64(3, 'UTC')} AND begun < {to: DateTime64(3, 'UTC')} AND previous != version
    ORDER BY begun DESC, subject, version
    LIMIT ${CHANGES_MAX}`,
});

type Found = Omit<Change, "before" | "after" | "by">;

/**
 * What changed about agents and contracts in the window (widened to whole minutes), in order of time; only what touches one seam when
 * `seamId` is given, and then "first seen" means on that seam. The first version ever seen of an agent is no change. Of a version,
 * before and after are handoffs of the window that report the one or the other; of a model and of a push, those that started before
 * or after its minute.
 */
export async function readChanges(db: Database, { project, seamId = "", from, to }: TimeWindow & { project: string; seamId?: string }): Promise<Changes> {
  const asked = { project, ...wholeMinutes({ from, to }) };
  const traffic = await readChangeTraffic(db, { ...asked, seamId });
  const agents = [...new Set(traffic.flatMap((seam) => [seam.source, seam.target]))];
  const [sightings, pushes] = await Promise.all([readSightings(db, { ...asked, seamId, agents: seamId === "" ? [] : agents }), readPushes(db, asked)]);
  const seen = sightings.map(({ kind, subject, from: previous, to: version, at, seamIds }): Found => ({ at, kind, how: "seen", subject, from: previous, to: version, seamIds: seamsOf({ kind, subject, seamIds }, traffic) }));
  const pushed = pushes
    .map(({ source, target, ...push }): Found => ({ ...push, kind: "contract_version", how: "pushed", seamIds: governedBy(push.subject, { source, target }, traffic) }))
    .filter((push) => seamId === "" || push.seamIds.includes(seamId));
  const newestFirst = [...seen, ...pushed].toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1));
  const changes = await withSides(db, { ...asked, seamId }, newestFirst.slice(0, CHANGES_MAX).toReversed(), traffic);
  return { changes, total: (sightings[0]?.all ?? 0) + pushed.length };
}

/** A version stands on the seams it was seen on, a model on those of its agent. Only seams with traffic in the window count. */
function seamsOf({ kind, subject, seamIds }: Pick<Found, "kind" | "subject" | "seamIds">, traffic: readonly ChangeTraffic[]): string[] {
  const isTouched = (seam: ChangeTraffic): boolean => (kind === "model" ? seam.source === subject || seam.target === subject : seamIds.includes(seam.id));
  return traffic.filter(isTouched).map((seam) => seam.id);
}

/** Seams whose handoffs name the contract, or whose ends are those that the contract names. */
function governedBy(name: string, { source, target }: { source: string; target: string }, traffic: readonly ChangeTraffic[]): string[] {
  return traffic.filter((seam) => seam.contract === name || (isEnd(source, seam.source) && isEnd(target, seam.target))).map((seam) => seam.id);
}

const isEnd = (declared: string, seen: string): boolean => declared !== "" && normaliseName(declared) === normaliseName(seen);

async function withSides(db: Database, asked: TimeWindow & { project: string; seamId: string }, found: readonly Found[], traffic: readonly ChangeTraffic[]): Promise<Change[]> {
  const isByVersion = (change: Found): boolean => change.how === "seen" && change.kind !== "model";
  const byTime = await sidesByTime(db, asked, found.filter((change) => !isByVersion(change)));
  return found.map((change): Change => {
    if (isByVersion(change)) return { ...change, ...sidesByVersion(change, traffic), by: "version" };
    return { ...change, ...(byTime.get(change) ?? { before: { handoffs: 0, failed: 0 }, after: { handoffs: 0, failed: 0 } }), by: "time" };
  });
}
