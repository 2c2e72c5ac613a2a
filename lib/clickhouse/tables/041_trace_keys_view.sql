-- Every key of every kind, whichever view found it.
CREATE MATERIALIZED VIEW IF NOT EXISTS trace_keys_view TO trace_keys AS
SELECT project, trace_id, key_kind, key
FROM correlation_keys
