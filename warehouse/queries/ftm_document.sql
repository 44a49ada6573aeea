SELECT
    doc_id AS id,
    coalesce(title, uri) AS title,
    uri AS "fileName",
    byline AS author,
    publisher,
    published_on AS "publishedAt",
    dct AS date,
    CASE WHEN uri LIKE 'http%' THEN uri END AS "sourceUrl"
FROM document
WHERE is_current
ORDER BY doc_id
