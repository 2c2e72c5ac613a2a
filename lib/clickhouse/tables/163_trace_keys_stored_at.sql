-- As in `correlation_keys`.
ALTER TABLE trace_keys ADD COLUMN IF NOT EXISTS stored_at DateTime('UTC') DEFAULT now() COMMENT 'our clock; retention goes by it'
