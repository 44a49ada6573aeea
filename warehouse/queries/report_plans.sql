-- Dated plans, earliest first.
WITH earliest AS (
    FROM claim
    WHERE realis = 'planned' AND coalesce(begins, ends) IS NOT NULL
    ORDER BY coalesce(begins, ends), claim_id
    LIMIT 200
)
SELECT
    earliest.begins,
    earliest.ends,
    earliest.relation,
    coalesce(actor.name, earliest.actor_text) AS actor,
    earliest.predicate,
    coalesce(object.name, earliest.object_text) AS object,
    speaker.name AS said_by,
    statement.said_begins AS said_on,
    earliest.claim_id AS id
FROM earliest
LEFT JOIN statement ON statement.statement_id = earliest.statement_id
LEFT JOIN entity AS actor ON actor.entity_id = earliest.actor_id
LEFT JOIN entity AS object ON object.entity_id = earliest.object_id
LEFT JOIN entity AS speaker ON speaker.entity_id = statement.speaker_id
ORDER BY coalesce(earliest.begins, earliest.ends), earliest.claim_id
