-- What could not be read, dated, attributed or resolved, with the reasons.
-- Grain: one row per table, question and reason.
SELECT 'issue' AS "table", stage AS question, reason, count(*) AS n_rows FROM issue GROUP BY ALL
UNION ALL
SELECT 'document', 'no document time', 'no dateline and no date given', count(*)
FROM document WHERE is_current AND dct IS NULL
HAVING count(*) > 0
UNION ALL
SELECT 'timex', 'no interval', coalesce(reason, type), count(*)
FROM timex WHERE coalesce(begins, ends) IS NULL
GROUP BY ALL
UNION ALL
SELECT 'statement', 'no speaker', coalesce(reason, 'unknown'), count(*)
FROM statement WHERE speaker_id IS NULL
GROUP BY ALL
ORDER BY 1, 2, n_rows DESC, 3
