-- How much the warehouse holds.
SELECT 'articles' AS what, count(*) AS n FROM document WHERE is_current
UNION ALL SELECT 'statements', count(*) FROM statement
UNION ALL SELECT 'plans and events', count(*) FROM claim
UNION ALL SELECT 'dates', count(*) FROM timex
UNION ALL SELECT 'names', count(*) FROM mention
UNION ALL SELECT 'things named', count(*) FROM entity
UNION ALL SELECT 'posts held', count(*) FROM occupancy
UNION ALL SELECT 'in quarantine', count(*) FROM issue WHERE is_fatal
