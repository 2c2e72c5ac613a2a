-- Summaries of traces as they are asked for by an id: those that retention still has together with those that are pinned. Rows may come twice.
CREATE TABLE IF NOT EXISTS kept_traces
ENGINE = Merge(currentDatabase(), '^(traces|pinned_traces)$')
