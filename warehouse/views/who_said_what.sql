-- Who said what, when, and in which words.
-- Grain: one row per statement of a current document.
SELECT
    statement.said_begins,
    statement.said_ends,
    speaker.name AS speaker,
    -- The post that the article gives the speaker, or the last one that an earlier text gave.
    (
        SELECT arg_max(
            concat_ws(' ', nullif(seat.status, 'current'), seat.post, 'of ' || seat.organization),
            (seat.doc_id = statement.doc_id, seat.as_of, seat.confidence, seat.occupancy_id)
        )
        FROM seat
        WHERE seat.person_id = statement.speaker_id
          AND (seat.doc_id = statement.doc_id OR seat.as_of <= document.dct)
    ) AS post,
    statement.attitude,
    statement.type,
    (
        SELECT string_agg(span.text, ' … ' ORDER BY span.n)
        FROM statement_span AS span
        WHERE span.statement_id = statement.statement_id AND span.part = 'content'
    ) AS content,
    statement.cue,
    document.dct AS reported_on,
    document.publisher,
    document.title,
    statement.reason,
    statement.statement_id
FROM statement
JOIN document USING (doc_id)
LEFT JOIN entity AS speaker ON speaker.entity_id = statement.speaker_id
WHERE document.is_current
ORDER BY statement.said_begins, statement.doc_id, statement.start_char
