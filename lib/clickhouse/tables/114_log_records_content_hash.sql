-- As 113_spans_content_hash.sql, for log records.
ALTER TABLE log_records MODIFY COLUMN IF EXISTS content_hash UInt64 MATERIALIZED cityHash64(
    time_unix_nano, observed_unix_nano, event_name, severity_number, body, body_type,
    attributes, resource_attributes, scope_name)
