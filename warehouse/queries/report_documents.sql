-- What was read, newest first.
SELECT dct AS day, coalesce(title, substr(text, 1, 90)) AS title, publisher, dateline_place, uri, n_chars
FROM document
WHERE is_current
ORDER BY dct DESC NULLS LAST, doc_id
