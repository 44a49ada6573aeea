-- From any row drawn from text back to its words, document and bytes.
-- Grain: one row, or none for an id that is not held.
-- Parameters: id
WITH quoted AS (
    SELECT 'timex' AS kind, timex_id AS row_id, doc_id, start_char, end_char, text, rule, confidence
    FROM timex WHERE timex_id = id
    UNION ALL
    SELECT 'mention', mention_id, doc_id, start_char, end_char, text, rule, confidence
    FROM mention WHERE mention_id = id
    UNION ALL
    SELECT 'occupancy', occupancy_id, doc_id, start_char, end_char, text, rule, confidence
    FROM occupancy WHERE occupancy_id = id
    UNION ALL
    SELECT 'statement', statement_id, doc_id, start_char, end_char, text, rule, confidence
    FROM statement WHERE statement_id = id
    UNION ALL
    SELECT 'claim', claim_id, doc_id, start_char, end_char, text, rule, confidence
    FROM claim WHERE claim_id = id
)
SELECT
    quoted.kind,
    quoted.row_id AS id,
    quoted.text,
    quoted.start_char,
    quoted.end_char,
    substr(
        document.text,
        greatest(quoted.start_char - 120, 0) + 1,
        least(quoted.start_char, 120)
    ) AS before,
    substr(document.text, quoted.end_char + 1, 120) AS after,
    quoted.rule,
    quoted.confidence,
    document.doc_id,
    document.uri,
    document.version,
    document.title,
    document.dct,
    document.text_sha256,
    snapshot.snapshot_id,
    snapshot.uri AS snapshot_uri,
    snapshot.locator,
    snapshot.retrieved_at
FROM quoted
JOIN document USING (doc_id)
JOIN snapshot USING (snapshot_id)
