-- Keys by trace as they are asked for by an id: those that retention still has together with those that are pinned. Rows may come twice.
CREATE TABLE IF NOT EXISTS kept_trace_keys
ENGINE = Merge(currentDatabase(), '^(trace_keys|pinned_trace_keys)$')
