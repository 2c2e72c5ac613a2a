-- What people or agents have declared about an agent: its card (A2A) or the plain form. Append-only; the newest one counts.
CREATE TABLE IF NOT EXISTS agent_declarations
(
    project     LowCardinality(String) COMMENT 'whose agent it is',
    agent       String                 COMMENT 'name of the agent as declared',
    declared_at DateTime64(9, 'UTC')   COMMENT 'when it was declared',
    origin      LowCardinality(String) COMMENT 'declared or agent_card',
    declaration String                 COMMENT 'the AgentDeclaration as JSON' CODEC(ZSTD(3)),
    source      String                 COMMENT 'the text as it was sent' CODEC(ZSTD(3))
)
ENGINE = MergeTree
ORDER BY (project, agent, declared_at)
SETTINGS non_replicated_deduplication_window = 1000
