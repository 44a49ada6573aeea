-- How many rows each section of the report has, of which it shows the first 200.
SELECT 'documents' AS section, count(*) AS n FROM document WHERE is_current
UNION ALL SELECT 'plans', count(*) FROM claim
WHERE realis = 'planned' AND coalesce(begins, ends) IS NOT NULL
UNION ALL SELECT 'statements', count(*) FROM statement
UNION ALL SELECT 'entities', count(*) FROM entity
UNION ALL SELECT 'posts', count(*) FROM office_holder
