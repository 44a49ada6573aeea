-- Number the versions of the articles in the shard, and mark the newest as current.
-- The order follows the article's own dates, then when its bytes were first seen, then its hash.
UPDATE lake.document
SET version = ranked.version, is_current = ranked.is_current
FROM (
    SELECT
        doc_id,
        row_number() OVER versions AS version,
        lead(doc_id) OVER versions IS NULL AS is_current
    FROM lake.document AS held
    JOIN lake.snapshot USING (snapshot_id)
    WHERE held.uri IN (SELECT uri FROM new_document)
    WINDOW versions AS (
        PARTITION BY held.uri
        ORDER BY published_at NULLS FIRST, dateline_date NULLS FIRST, retrieved_at, doc_id
    )
) AS ranked
WHERE document.doc_id = ranked.doc_id
  AND (document.version, document.is_current) <> (ranked.version, ranked.is_current)
