/** Handoffs of a stretch of time (`from`, `to`) that were written before it was kept what was counted of them. */
const UNTOLD = `
    FROM handoffs FINAL
    PREWHERE project = {project: String} AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
    WHERE NOT candidate AND empty(told)`;

/** Nobody noted when it was found: the analysis that wrote it last is as near as is known, and never before it began. */
const FOUND_AT = "greatest(toDateTime(started_at, 'UTC'), least(toDateTime(intDiv(version, 1000000000), 'UTC'), now('UTC')))";
const ERRORS = "arraySort(arrayDistinct(arrayMap(one -> one.1, arrayFilter(one -> one.2 = 'error', JSONExtract(summary, 'findings', 'Array(Tuple(class String, severity String))')))))";

/** Counts what stood before judgements were counted, each handoff as it stands. */
export const FILL_JUDGEMENTS = `
INSERT INTO seam_judgements (project, seam_id, minute, handoff_id, source, target, contract, handoffs, turned, failed, silent, healed, measured, by_classes, by_verdict, total_ms)
SELECT
    project, seam_id, toStartOfMinute(found_at) AS minute, min(handoff) AS handoff_id, max(source_name), max(target_name), max(contract_name),
    countIf(has_failed OR reached NOT IN ('pending', 'held')), 0, countIf(has_failed), countIf(is_silent), 0, countIf(isNotNull(took)),
    sumMap(if(classes = '', CAST(map(), 'Map(String, UInt64)'), map(if(is_silent, concat('~', classes), classes), toUInt64(1)))),
    sumMap(map(reached, toUInt64(1))),
    quantilesTDigestStateIf(0.5, 0.9, 0.95, 0.99)(assumeNotNull(took), isNotNull(took))
FROM
(
    SELECT
        project, seam_id, handoff_id AS handoff, source AS source_name, target AS target_name, contract AS contract_name, failed AS has_failed, silent AS is_silent,
        toString(verdict) AS reached, total_ms AS took, ${FOUND_AT} AS found_at, arrayStringConcat(${ERRORS}, ',') AS classes${UNTOLD}
)
GROUP BY project, seam_id, minute`;

/** What such handoffs were the first to show, from when they began. */
export const FILL_FIRSTS = `
INSERT INTO seam_firsts (project, kind, seam_id, detail, first_at, handoff_id, source, target, contract)
SELECT project, found.1 AS kind, seam_id, found.2 AS detail, min(began), min(handoff), max(source_name), max(target_name), max(contract_name)
FROM
(
    SELECT
        project, seam_id, handoff_id AS handoff, source AS source_name, target AS target_name, contract AS contract_name, toDateTime(started_at, 'UTC') AS began,
        arrayConcat(
            if(failed OR verdict NOT IN ('pending', 'held'), [('seam', '')], []),
            if((failed OR verdict NOT IN ('pending', 'held')) AND (source_version != '' OR target_version != '' OR contract_version != ''), [('pair', toJSONString([toString(source_version), toString(target_version), toString(contract_version)]))], []),
            arrayMap(one -> ('class', one), ${ERRORS})
        ) AS shown${UNTOLD}
)
ARRAY JOIN shown AS found
GROUP BY project, kind, seam_id, detail`;
