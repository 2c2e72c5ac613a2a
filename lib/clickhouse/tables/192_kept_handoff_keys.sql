-- Places of handoffs as they are asked for by an id: those that retention still has together with those that are pinned. Rows may come twice.
CREATE TABLE IF NOT EXISTS kept_handoff_keys
ENGINE = Merge(currentDatabase(), '^(handoff_keys|pinned_handoff_keys)$')
