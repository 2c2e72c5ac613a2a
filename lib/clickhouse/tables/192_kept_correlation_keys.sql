-- Keys as they are asked for by an id: those that retention still has together with those that are pinned. Rows may come twice.
CREATE TABLE IF NOT EXISTS kept_correlation_keys
ENGINE = Merge(currentDatabase(), '^(correlation_keys|pinned_correlation_keys)$')
