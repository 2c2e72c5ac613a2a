-- When a key was stored last, so that keys can be kept as long as the handoffs they join, and no longer.
ALTER TABLE correlation_keys ADD COLUMN IF NOT EXISTS stored_at DateTime('UTC') DEFAULT now() COMMENT 'our clock; retention goes by it'
