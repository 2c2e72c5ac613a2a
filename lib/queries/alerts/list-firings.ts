import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { AlertMessage } from "@/lib/model/alert-firing.ts";
import type { AlertSeverity } from "@/lib/model/alert-rule.ts";
import type { FiringSummary } from "@/lib/model/alert-view.ts";
import type { FindingClass } from "@/lib/model/vocabulary.ts";
import { Cursor, cutPage, NEWEST, readCursor } from "../keyset-cursor.ts";
import { ALL_TIME } from "../time-window.ts";

/** The most firings on one page. */
export const FIRINGS_MAX = 500;

const SUMMED = `
        SELECT
            firing_id AS id,
            any(seam_id) AS seamId,
            minIf(at, state = 'firing') AS openedAt,
            argMax(state, (at, written_at)) AS lastState,
            max(at) AS lastAt,
            argMinIf(message, (at, written_at), message != '') AS firstMessage,
            countIf(event = 'open') AS opens,
            groupUniqArrayIf(20)(suppressed_by, suppressed_by != '') AS suppressed
        FROM alert_transitions
        WHERE project = {project: String} AND firing_id != '' AND state IN ('firing', 'ok')
            AND ({rule: String} = '' OR rule_id = {rule: String}) AND ({seam: String} = '' OR seam_id = {seam: String}) AND ({id: String} = '' OR firing_id = {id: String})
        GROUP BY firing_id
        HAVING countIf(state = 'firing') > 0 AND firstMessage != ''`;

const FILTERED = `
        toUnixTimestamp64Milli(openedAt) < {toMs: Int64} AND (lastState = 'firing' OR toUnixTimestamp64Milli(lastAt) >= {fromMs: Int64})
        AND ({severity: String} = '' OR JSONExtractString(firstMessage, 'rule', 'severity') = {severity: String})
        AND (NOT {byOwner: Bool} OR JSONExtractString(firstMessage, 'owner', 'team') = {owner: String})
        AND ({class: String} = '' OR JSONExtractString(firstMessage, 'evidence', 'class') = {class: String})
        AND ({going: String} = '' OR (lastState = 'firing') = ({going: String} = 'firing'))
        AND ({suppression: String} = '' OR (opens = 0) = ({suppression: String} = 'suppressed'))`;

/** Bounds of time in unix milliseconds: a shard that filters groups cannot read a `DateTime64` of 1970 out of a parameter. */
const Filters = z.object({
  project: z.string(), id: z.string(), rule: z.string(), seam: z.string(), fromMs: z.int(), toMs: z.int(),
  severity: z.string(), byOwner: z.boolean(), owner: z.string(), class: z.string(), going: z.string(), suppression: z.string(),
});

const Row = z.object({
  id: z.string(), openedAt: z.string(), openedMs: z.coerce.bigint(), lastState: z.string(), lastAt: z.string(), opens: z.coerce.number(), suppressed: z.array(z.string()),
  firstMessage: z.string().transform((text, context) => {
    const read = AlertMessage.safeParse(JSON.parse(text));
    if (read.success) return read.data;
    context.addIssue({ code: "custom", message: `a stored message is of another form: ${read.error.message}` });
    return z.NEVER;
  }),
});

const readPage = defineQuery({
  name: "alert-firings",
  params: Filters.extend({ beforeMs: z.bigint(), beforeId: z.string(), rows: z.int().min(1).max(FIRINGS_MAX + 1) }),
  row: Row,
  sql: `
    SELECT id, openedAt, toUnixTimestamp64Milli(openedAt) AS openedMs, lastState, lastAt, opens, suppressed, firstMessage
    FROM (${SUMMED})
    WHERE ${FILTERED} AND (openedMs, id) < ({beforeMs: Int64}, {beforeId: String})
    ORDER BY openedMs DESC, id DESC
    LIMIT {rows: UInt32}
    SETTINGS date_time_output_format = 'iso'`,
});

const countAll = defineQuery({
  name: "alert-firings-count",
  params: Filters,
  row: z.object({ inAll: z.coerce.number(), going: z.coerce.number(), untold: z.coerce.number() }),
  sql: `SELECT count() AS inAll, countIf(lastState = 'firing') AS going, countIf(opens = 0) AS untold FROM (${SUMMED}) WHERE ${FILTERED} LIMIT 1`,
});

/** Which firings; what is left out may be any. A window takes all that went on within it. */
export interface FiringsQuestion {
  project: string;
  id?: string | undefined;
  rule?: string | undefined;
  seam?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  severity?: AlertSeverity | undefined;
  /** The team that answers for the seam; empty: nobody does. */
  owner?: string | undefined;
  class?: FindingClass | undefined;
  going?: "firing" | "resolved" | undefined;
  suppression?: "told" | "suppressed" | undefined;
}

/** A page of firings, the latest first, and how many there are in all, go on, and were told to nobody. */
export async function listFirings(db: Database, { cursor, limit, ...asked }: FiringsQuestion & { cursor?: string | undefined; limit: number }): Promise<{ firings: FiringSummary[]; next: string | null; inAll: number; going: number; untold: number }> {
  const filters = filtersOf(asked);
  const before = cursor === undefined ? NEWEST : (readCursor(Cursor.parse(cursor)) ?? NEWEST);
  const [rows, [counted]] = await Promise.all([
    readPage(db, { ...filters, beforeMs: before.atUnixNano / 1_000_000n, beforeId: before.id, rows: limit + 1 }),
    countAll(db, filters),
  ]);
  const { page, next } = cutPage(rows.map((row) => ({ ...row, atUnixNano: row.openedMs * 1_000_000n })), limit);
  return { firings: page.map(toSummary), next, inAll: counted?.inAll ?? 0, going: counted?.going ?? 0, untold: counted?.untold ?? 0 };
}

/** The latest firings, for whom has no further pages and no counts to show. */
export async function listLatestFirings(db: Database, { limit, ...asked }: FiringsQuestion & { limit: number }): Promise<FiringSummary[]> {
  const rows = await readPage(db, { ...filtersOf(asked), beforeMs: NEWEST.atUnixNano / 1_000_000n, beforeId: "", rows: limit });
  return rows.map(toSummary);
}

const orAny = (value: string | undefined): string => value ?? "";

const filtersOf = ({ project, id, rule, seam, from, to, severity, owner, class: name, going, suppression }: FiringsQuestion): z.input<typeof Filters> => ({
  project, id: orAny(id), rule: orAny(rule), seam: orAny(seam), fromMs: (from ?? ALL_TIME.from).getTime(), toMs: (to ?? ALL_TIME.to).getTime(),
  severity: orAny(severity), byOwner: owner !== undefined, owner: orAny(owner), class: orAny(name), going: orAny(going), suppression: orAny(suppression),
});

/** A firing with the message that was stored when it fired. */
export async function findFiring(db: Database, { project, id }: { project: string; id: string }): Promise<{ summary: FiringSummary; message: AlertMessage } | undefined> {
  const [row] = await readPage(db, { ...filtersOf({ project, id }), beforeMs: NEWEST.atUnixNano / 1_000_000n, beforeId: "", rows: 1 });
  return row === undefined ? undefined : { summary: toSummary(row), message: row.firstMessage };
}

function toSummary({ id, openedAt, lastState, lastAt, opens, suppressed, firstMessage: told }: z.output<typeof Row>): FiringSummary {
  const { id: ruleId, name, metric, severity, above, window } = told.rule;
  return {
    id, openedAt, resolvedAt: lastState === "firing" ? null : lastAt,
    rule: { id: ruleId, name, metric, severity, above, window },
    seam: told.seam, detail: told.detail, value: told.value, n: told.n, failed: told.failed, interval: told.interval,
    class: told.evidence.class, owner: told.owner, sourceOwner: told.sourceOwner,
    samples: told.evidence.samples.length, sample: told.evidence.samples[0]?.handoffId ?? "",
    told: opens > 0, suppressedBy: suppressed.toSorted(),
  };
}
