-- What is planned, by whom, for when, and who says so.
-- Grain: one row per planned claim of a current document.
SELECT
    claim.begins,
    claim.ends,
    claim.relation,
    coalesce(actor.name, claim.actor_text) AS actor,
    claim.predicate,
    coalesce(object.name, claim.object_text) AS object,
    speaker.name AS said_by,
    statement.said_begins AS said_on,
    document.dct AS reported_on,
    document.publisher,
    claim.text,
    claim.claim_id
FROM claim
JOIN document USING (doc_id)
LEFT JOIN statement ON statement.statement_id = claim.statement_id
LEFT JOIN entity AS actor ON actor.entity_id = claim.actor_id
LEFT JOIN entity AS object ON object.entity_id = claim.object_id
LEFT JOIN entity AS speaker ON speaker.entity_id = statement.speaker_id
WHERE claim.realis = 'planned' AND document.is_current
ORDER BY coalesce(claim.begins, claim.ends), claim.claim_id
