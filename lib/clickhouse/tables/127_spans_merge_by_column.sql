-- Large parts are kept column by column and merged so: by row, this many columns of maps cost a merge twice and more the processor
-- time (bench/results.md). Also for data directories made before.
ALTER TABLE spans MODIFY SETTING min_bytes_for_wide_part = 10485760, vertical_merge_algorithm_min_rows_to_activate = 1
