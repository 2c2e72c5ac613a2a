-- Log records as they are asked for by an id: those that retention still has together with those that are pinned. Rows may come twice.
CREATE TABLE IF NOT EXISTS kept_log_records
ENGINE = Merge(currentDatabase(), '^(log_records|pinned_log_records)$')
