-- What each writing of a handoff finds for the first time, so that it is counted when it was found and never twice
-- (docs/decisions/0027-alerts-count-what-was-found.md). Rows from before these columns were there have neither; what they say counts as told.
ALTER TABLE handoffs
    ADD COLUMN IF NOT EXISTS told Array(LowCardinality(String)) COMMENT 'everything that was ever counted of it: settled, failed, silent, healed, latency, verdict:…, class:…',
    ADD COLUMN IF NOT EXISTS news Array(LowCardinality(String)) COMMENT 'of that, what this writing found first; turned: it failed after it had counted as good'
