-- Every row of `seams_per_minute`.
CREATE MATERIALIZED VIEW IF NOT EXISTS seams_by_minute_view TO seams_by_minute AS
SELECT *
FROM seams_per_minute
