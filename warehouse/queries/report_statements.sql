-- Who said what, newest first.
WITH newest AS (
    FROM statement ORDER BY said_begins DESC NULLS LAST, statement_id LIMIT 200
),
contents AS (
    SELECT statement_id, string_agg(text, ' … ' ORDER BY n) AS content
    FROM statement_span
    WHERE part = 'content' AND statement_id IN (SELECT statement_id FROM newest)
    GROUP BY statement_id
)
SELECT
    newest.said_begins,
    speaker.name AS speaker,
    newest.attitude,
    contents.content,
    newest.statement_id AS id
FROM newest
LEFT JOIN contents USING (statement_id)
LEFT JOIN entity AS speaker ON speaker.entity_id = newest.speaker_id
ORDER BY newest.said_begins DESC NULLS LAST, newest.statement_id
