-- A span is looked for by its own id in the search box. Spans that were stored before are found, too, but not so quickly.
ALTER TABLE spans ADD INDEX IF NOT EXISTS by_span span_id TYPE bloom_filter(0.01) GRANULARITY 1
