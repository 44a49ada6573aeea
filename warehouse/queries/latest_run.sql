-- What the last run met, and what the warehouse holds after it.
WITH last_run AS (FROM run ORDER BY started_at DESC, run_id LIMIT 1)
SELECT 'records in' AS what, n_in AS rows FROM last_run
UNION ALL SELECT 'became current', n_current FROM last_run
UNION ALL SELECT 'superseded', n_superseded FROM last_run
UNION ALL SELECT 'repeats', n_repeat FROM last_run
UNION ALL SELECT 'quarantined', n_quarantined FROM last_run
UNION ALL SELECT 'documents held', count(*) FROM document WHERE is_current
UNION ALL SELECT 'time expressions', count(*) FROM timex
UNION ALL SELECT 'mentions', count(*) FROM mention
UNION ALL SELECT 'entities', count(*) FROM entity
UNION ALL SELECT 'statements', count(*) FROM statement
UNION ALL SELECT 'claims', count(*) FROM claim
UNION ALL SELECT 'occupancies', count(*) FROM occupancy
