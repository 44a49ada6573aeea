-- What was read, newest first.
WITH newest AS (
    SELECT doc_id FROM document WHERE is_current ORDER BY dct DESC NULLS LAST, doc_id LIMIT 200
)
SELECT
    dct AS day,
    coalesce(title, substr(text, 1, 90)) AS title,
    publisher,
    dateline_place,
    uri,
    n_chars
FROM newest JOIN document USING (doc_id)
ORDER BY dct DESC NULLS LAST, doc_id
