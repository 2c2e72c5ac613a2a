-- When each version of an agent, each version of a contract and each model of an agent was first and last at work. Small: a row a seam and
-- version, however long history is. Versions come from the rollup by a view, models from the analyser.
CREATE TABLE IF NOT EXISTS version_sightings
(
    project  LowCardinality(String)                             COMMENT 'whose data this is',
    kind     LowCardinality(String)                             COMMENT 'agent_version, contract_version or model',
    subject  String                                             COMMENT 'name of the agent or of the contract',
    version  String                                             COMMENT 'the version or the model as reported',
    seam_id  String                                             COMMENT 'the seam it was seen on; empty for a model',
    first_at SimpleAggregateFunction(min, DateTime64(9, 'UTC')) COMMENT 'first handoff with it, or first call of the model',
    last_at  SimpleAggregateFunction(max, DateTime64(9, 'UTC')) COMMENT 'last handoff with it, or last call of the model'
)
ENGINE = AggregatingMergeTree
ORDER BY (project, kind, subject, version, seam_id)
