-- Law 1: every row that quotes a text quotes it exactly.
SELECT quoted.kind, quoted.doc_id, quoted.start_char, quoted.text
FROM (
    SELECT 'timex' AS kind, doc_id, start_char, end_char, text FROM timex
    UNION ALL SELECT 'mention', doc_id, start_char, end_char, text FROM mention
    UNION ALL SELECT 'occupancy', doc_id, start_char, end_char, text FROM occupancy
    UNION ALL SELECT 'statement', doc_id, start_char, end_char, text FROM statement
    UNION ALL SELECT 'statement_span', doc_id, start_char, end_char, text FROM statement_span
    UNION ALL SELECT 'claim', doc_id, start_char, end_char, text FROM claim
) AS quoted
LEFT JOIN document USING (doc_id)
WHERE quoted.end_char <= quoted.start_char
   OR substr(document.text, quoted.start_char + 1, quoted.end_char - quoted.start_char)
      IS DISTINCT FROM quoted.text
