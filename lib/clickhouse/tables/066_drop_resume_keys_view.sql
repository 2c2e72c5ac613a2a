-- Its keys are found by span_keys_view; data directories made before that one still have it.
DROP VIEW IF EXISTS resume_keys_view
