-- What the report shows of the receipts of some rows of one table.
SELECT
    source.{1} AS id,
    source.doc_id,
    source.start_char,
    source.end_char,
    source.rule,
    source.confidence,
    document.text,
    document.uri,
    document.dct
FROM {0} AS source
JOIN document USING (doc_id)
WHERE source.{1} IN ({2})
