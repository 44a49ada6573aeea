-- Law 5: what could not be resolved says why.
SELECT 'timex' AS kind, timex_id AS id FROM timex WHERE value IS NULL AND reason IS NULL
UNION ALL
SELECT 'statement', statement_id FROM statement
WHERE (speaker_id IS NULL OR said_ends IS NULL AND said_begins IS NULL) AND reason IS NULL
