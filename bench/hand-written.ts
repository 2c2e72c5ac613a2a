/** The same answer by hand: a table made for nothing else, and the SELECT on it. `{to: UInt64}` is the end of the history in milliseconds. */
interface HandWritten {
  table: string;
  sql: string;
}

const hourly = (lengthMs: number) => ({
  table: `ENGINE = MergeTree ORDER BY (hour, seam_id) AS
    SELECT toStartOfHour(started_at) AS hour, seam_id, any(source) AS source, any(target) AS target, count() AS handoffs, countIf(failed) AS bad, countIf(silent) AS quiet,
        countIf(verdict = 'lost') AS lost, quantilesTDigestStateIf(0.5, 0.95)(assumeNotNull(total_ms), isNotNull(total_ms)) AS total_ms, min(started_at) AS first_at, max(started_at) AS last_at
    FROM handoffs WHERE NOT candidate GROUP BY hour, seam_id`,
  sql: `SELECT seam_id, any(source), any(target), sum(handoffs) AS n, sum(bad) AS f, sum(quiet), sum(lost), quantilesTDigestMerge(0.5, 0.95)(total_ms), min(first_at), max(last_at)
    FROM @table WHERE hour >= fromUnixTimestamp64Milli(toInt64({to: UInt64} - ${lengthMs}), 'UTC') GROUP BY seam_id ORDER BY f DESC, n DESC`,
});

/**
 * What the questions are measured against, by the name that they give: as quick as it gets when nothing ever changes, no row is replaced
 * and each question has a table of its own. Numbers of seams only, without versions and slices.
 */
export const HAND_WRITTEN: Readonly<Record<string, HandWritten>> = {
  "seams of an hour": {
    table: `ENGINE = MergeTree ORDER BY (minute, seam_id) AS
      SELECT toStartOfMinute(started_at) AS minute, seam_id, any(source) AS source, any(target) AS target, count() AS handoffs, countIf(failed) AS bad, countIf(silent) AS quiet,
          countIf(verdict = 'lost') AS lost, quantilesTDigestStateIf(0.5, 0.95)(assumeNotNull(total_ms), isNotNull(total_ms)) AS total_ms, min(started_at) AS first_at, max(started_at) AS last_at
      FROM handoffs WHERE NOT candidate GROUP BY minute, seam_id`,
    sql: `SELECT seam_id, any(source), any(target), sum(handoffs) AS n, sum(bad) AS f, sum(quiet), sum(lost), quantilesTDigestMerge(0.5, 0.95)(total_ms), min(first_at), max(last_at)
      FROM @table WHERE minute >= fromUnixTimestamp64Milli(toInt64({to: UInt64} - 3600000), 'UTC') GROUP BY seam_id ORDER BY f DESC, n DESC`,
  },
  "seams of a day": hourly(86_400_000),
  "seams of a month": hourly(30 * 86_400_000),
  "a handoff": { table: "ENGINE = MergeTree ORDER BY handoff_id SETTINGS index_granularity = 256 AS SELECT handoff_id, detail FROM handoffs", sql: "SELECT detail FROM @table WHERE handoff_id = {handoffId: String} LIMIT 1" },
  "newest handoffs": { table: "ENGINE = MergeTree ORDER BY started_at SETTINGS index_granularity = 256 AS SELECT started_at, summary FROM handoffs WHERE NOT candidate", sql: "SELECT summary FROM @table ORDER BY started_at DESC LIMIT 51" },
  "newest lost": { table: "ENGINE = MergeTree ORDER BY (class, started_at) SETTINGS index_granularity = 256 AS SELECT arrayJoin(finding_classes) AS class, started_at, summary FROM handoffs WHERE NOT candidate", sql: "SELECT summary FROM @table WHERE class = 'lost' ORDER BY started_at DESC LIMIT 51" },
  "newest traces": { table: "ENGINE = MergeTree ORDER BY started_at SETTINGS index_granularity = 256 AS SELECT * FROM traces", sql: "SELECT trace_id, name, root_missing, started_at, duration_ms, spans, errors, services, agents, handoffs, failed FROM @table ORDER BY started_at DESC LIMIT 51" },
  "a word in few": { table: "ENGINE = MergeTree ORDER BY (word, started_at) SETTINGS index_granularity = 256 AS SELECT arrayJoin(splitByChar(' ', search_text)) AS word, * FROM traces", sql: "SELECT trace_id, name, root_missing, started_at, duration_ms, spans, errors, services, agents, handoffs, failed FROM @table WHERE word = {workflow: String} ORDER BY started_at DESC LIMIT 51" },
  "a span's trace": { table: "ENGINE = MergeTree ORDER BY span_id AS SELECT span_id, trace_id FROM spans", sql: "SELECT DISTINCT trace_id FROM @table WHERE span_id = '0000000000000bb9'" },
  "a trace": { table: "ENGINE = MergeTree ORDER BY trace_id AS SELECT * FROM spans", sql: "SELECT * FROM @table WHERE trace_id = {traceId: String} ORDER BY start_unix_nano" },
  "newest workflows": {
    table: "ENGINE = MergeTree ORDER BY last_at SETTINGS index_granularity = 256 AS SELECT correlation_id AS key, min(started_at) AS first_at, max(started_at) AS last_at, length(groupUniqArrayArray(trace_ids)) AS traces, count() AS n, countIf(failed) AS bad, groupUniqArrayArray([source, target]) AS agents FROM handoffs WHERE NOT candidate GROUP BY correlation_id",
    sql: "SELECT * FROM @table ORDER BY last_at DESC LIMIT 51",
  },
  "open groups": {
    table: "ENGINE = MergeTree ORDER BY class AS SELECT found.1 AS class, found.2 AS reason, seam_id, any(source) AS source, any(target) AS target, count() AS n, min(started_at) AS oldest, max(started_at) AS newest, groupArraySorted(3)((started_at, handoff_id)) AS examples FROM handoffs ARRAY JOIN arrayZip(finding_classes, finding_reasons) AS found WHERE NOT candidate GROUP BY class, reason, seam_id",
    sql: "SELECT * FROM @table WHERE class IN ('lost', 'orphan', 'payload_missing', 'unapproved', 'gate_overdue', 'dead_lettered') ORDER BY oldest LIMIT 500",
  },
};
