-- The current version is the one with the highest number.
SELECT uri FROM document
GROUP BY uri
HAVING max(version) <> max(version) FILTER (is_current)
