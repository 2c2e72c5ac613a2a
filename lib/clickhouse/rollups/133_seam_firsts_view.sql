-- What is found first of each handoff, with the moment at which it was written.
CREATE MATERIALIZED VIEW IF NOT EXISTS seam_firsts_view TO seam_firsts AS
SELECT project, found.1 AS kind, seam_id, found.2 AS detail, now('UTC') AS first_at, any(handoff_id) AS handoff_id, any(source) AS source, any(target) AS target, any(contract) AS contract
FROM handoffs
ARRAY JOIN arrayConcat(
    if(has(news, 'settled'), [('seam', '')], []),
    if(has(news, 'settled') AND (source_version != '' OR target_version != '' OR contract_version != ''), [('pair', toJSONString([toString(source_version), toString(target_version), toString(contract_version)]))], []),
    arrayMap(one -> ('class', substring(one, 7)), arrayFilter(one -> startsWith(one, 'class:'), news))
) AS found
WHERE notEmpty(news)
GROUP BY project, kind, seam_id, detail
